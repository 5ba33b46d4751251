/**
 * The hash functions of the standard that mechanisms combine with: node:crypto's name, output size, MGF1, and the
 * content of its object identifier in DER.
 */
export declare const HASHES: {
    readonly SHA_1: {
        readonly node: "sha1";
        readonly bytes: 20;
        readonly mgf: "MGF1_SHA1";
        readonly oid: "2b0e03021a";
    };
    readonly SHA224: {
        readonly node: "sha224";
        readonly bytes: 28;
        readonly mgf: "MGF1_SHA224";
        readonly oid: "608648016503040204";
    };
    readonly SHA256: {
        readonly node: "sha256";
        readonly bytes: 32;
        readonly mgf: "MGF1_SHA256";
        readonly oid: "608648016503040201";
    };
    readonly SHA384: {
        readonly node: "sha384";
        readonly bytes: 48;
        readonly mgf: "MGF1_SHA384";
        readonly oid: "608648016503040202";
    };
    readonly SHA512: {
        readonly node: "sha512";
        readonly bytes: 64;
        readonly mgf: "MGF1_SHA512";
        readonly oid: "608648016503040203";
    };
    readonly SHA3_224: {
        readonly node: "sha3-224";
        readonly bytes: 28;
        readonly mgf: "MGF1_SHA3_224";
        readonly oid: "608648016503040207";
    };
    readonly SHA3_256: {
        readonly node: "sha3-256";
        readonly bytes: 32;
        readonly mgf: "MGF1_SHA3_256";
        readonly oid: "608648016503040208";
    };
    readonly SHA3_384: {
        readonly node: "sha3-384";
        readonly bytes: 48;
        readonly mgf: "MGF1_SHA3_384";
        readonly oid: "608648016503040209";
    };
    readonly SHA3_512: {
        readonly node: "sha3-512";
        readonly bytes: 64;
        readonly mgf: "MGF1_SHA3_512";
        readonly oid: "60864801650304020a";
    };
};
export type HashName = keyof typeof HASHES;
