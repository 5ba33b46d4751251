import { type BytesLike } from '../../codec/bytes.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import { type MessageKind, type MessageOptions } from '../../codec/message-parameters.js';
import type { MechanismName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import { type Bytes, type Chunks } from '../objects/data.js';
/** One encrypted message: everything that decrypting it takes besides the key and the additional data. */
export interface SealedMessage {
    readonly iv: Bytes;
    readonly ciphertext: Bytes;
    readonly tag: Bytes;
}
/** The same, in any form of bytes; for `MessageRun` the ciphertext may come in parts. */
export interface SealedInput<C = BytesLike> {
    readonly iv: BytesLike;
    readonly ciphertext: C;
    readonly tag: BytesLike;
}
export interface OpenMessageOptions {
    readonly additionalData?: BytesLike | undefined;
}
/** What a message in parts takes besides. */
export interface MessagePartsOptions {
    /** The length of all parts together, in bytes: AES_CCM needs it before the first. */
    readonly dataLength?: number | undefined;
}
export declare const MESSAGE_OPTIONS: readonly string[];
/** The mechanism of a message operation: what names it is all there is to choose. */
export interface MessageMechanism {
    readonly mechanism: MechanismName;
}
/** How the parameter of one message is written. */
export declare function kindOf(mechanism: ChosenMechanism): MessageKind;
/**
 * A message operation (PKCS #11 v3.2 §5.9 and its like): a key set up once for any number of messages. It holds a lane
 * of the session until it is closed.
 */
export declare class MessageRun {
    #private;
    private constructor();
    /**
     * Encrypts one message, given whole or in parts. Without `iv` the token makes the nonce, and never the same twice.
     * Other messages wait until the parts of this one have come.
     */
    encrypt(plaintext: BytesLike | Chunks, options?: MessageOptions & MessagePartsOptions & CallOptions): Promise<SealedMessage>;
    encryptSync(plaintext: BytesLike | Iterable<BytesLike>, options?: MessageOptions & MessagePartsOptions): SealedMessage;
    /**
     * Decrypts one message, its ciphertext given whole or in parts; what is decrypted comes when the tag is found right.
     * @throws Pkcs11Error CKR_AEAD_DECRYPT_FAILED or its like if anything of it was changed
     */
    decrypt(sealed: SealedInput<BytesLike | Chunks>, options?: OpenMessageOptions & MessagePartsOptions & CallOptions): Promise<Bytes>;
    decryptSync(sealed: SealedInput<BytesLike | Iterable<BytesLike>>, options?: OpenMessageOptions & MessagePartsOptions): Bytes;
    /** Ends the operation and frees its lane. Closing twice is no error. */
    close(options?: CallOptions): Promise<void>;
    /** @throws BusyError while an asynchronous message is under way */
    closeSync(): void;
    [Symbol.asyncDispose](): Promise<void>;
    [Symbol.dispose](): void;
}
