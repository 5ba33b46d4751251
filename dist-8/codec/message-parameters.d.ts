import type { Arena } from '../native/arena.js';
import { type BytesLike } from './bytes.js';
import { type IvGenerator } from './parameter-ivs.js';
/** The options of one message (PKCS #11 v3.2, CK_GCM_MESSAGE_PARAMS and its like). */
export interface MessageOptions {
    /** The nonce, or what its fixed bits are taken from where the token makes the rest. */
    readonly iv?: BytesLike | undefined;
    /** Size of a nonce that the token makes, in bytes (12). */
    readonly ivBytes?: number | undefined;
    /**
     * `RANDOM` without `iv`. Counters begin anew with each operation on most tokens: two operations with one key would
     * use the same nonces, so a counter is only for whoever keeps count of them in `iv` and `fixedBits`.
     */
    readonly ivGenerator?: IvGenerator | undefined;
    /** How many leading bits of `iv` the token keeps (0). */
    readonly fixedBits?: number | undefined;
    readonly additionalData?: BytesLike | undefined;
    readonly tagBits?: number | undefined;
}
/** The parameter of one message: its IV and tag are the token's to fill in. */
export interface EncodedMessage {
    readonly address: number;
    readonly length: number;
    iv(): Uint8Array<ArrayBuffer>;
    tag(): Uint8Array<ArrayBuffer>;
}
export type MessageKind = 'gcm' | 'ccm' | 'poly1305';
/** Whether the token can make the nonces of messages of a kind. */
export declare function makesNonces(kind: MessageKind): boolean;
/** A message that exists already: the nonce and tag it was made with. */
interface Given {
    readonly iv: BytesLike;
    readonly tag: BytesLike;
}
/** Writes the parameter of one message, new or given. */
export declare function encodeMessage(arena: Arena, argument: string, kind: MessageKind, options: MessageOptions, length: number | undefined, given?: Given): EncodedMessage;
export {};
