import { type BytesLike } from '../../codec/bytes.js';
import { type MechanismOptions } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import { type Bytes, type Chunks } from '../objects/data.js';
import { type PinOption } from './key-use.js';
/** The mechanism, as for `sign` and `verify`; its parameters are those of all messages. */
export type MessageSignatureOptions = MechanismOptions | {
    readonly mechanism?: undefined;
};
/** The same, with the PIN for keys that ask for it: once for all the messages. */
export type MessageSignerOptions = MessageSignatureOptions & PinOption;
/** The options of one message. */
export interface SignedMessageOptions {
    /** The parameter of this message as C lays it out, for mechanisms that have one; the standard's have none. */
    readonly parameter?: BytesLike | undefined;
}
/**
 * Signing or verifying messages (PKCS #11 v3.2 §5.14, §5.16): a key set up once for any number of them. It holds a lane
 * of the session until it is closed.
 */
export declare class MessageSignatureRun {
    #private;
    private constructor();
    /** Signs one message, given whole or in parts. Other messages wait until the parts of this one have come. */
    sign(data: BytesLike | Chunks, options?: SignedMessageOptions & CallOptions): Promise<Bytes>;
    signSync(data: BytesLike | Iterable<BytesLike>, options?: SignedMessageOptions): Bytes;
    /** Whether a signature is good for one message: false for a wrong one, an error for anything else. */
    verify(data: BytesLike | Chunks, signature: BytesLike, options?: SignedMessageOptions & CallOptions): Promise<boolean>;
    verifySync(data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options?: SignedMessageOptions): boolean;
    /** Ends the operation and frees its lane. Closing twice is no error. */
    close(options?: CallOptions): Promise<void>;
    /** @throws BusyError while an asynchronous message is under way */
    closeSync(): void;
    [Symbol.asyncDispose](): Promise<void>;
    [Symbol.dispose](): void;
}
