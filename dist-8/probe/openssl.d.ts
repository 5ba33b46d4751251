export declare function opensslVerifies(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean;
export declare function opensslEncapsulates(publicKey: string): {
    sharedKey: Buffer;
    ciphertext: Buffer;
};
