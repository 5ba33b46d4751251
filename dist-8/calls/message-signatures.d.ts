import { type BytesLike } from '../codec/bytes.js';
import { type Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
import { type KeyUse } from './operation.js';
type Bytes = Uint8Array<ArrayBuffer>;
declare const FUNCTIONS: {
    readonly sign: {
        readonly init: "C_MessageSignInit";
        readonly begin: "C_SignMessageBegin";
        readonly final: "C_MessageSignFinal";
    };
    readonly verify: {
        readonly init: "C_MessageVerifyInit";
        readonly begin: "C_VerifyMessageBegin";
        readonly final: "C_MessageVerifyFinal";
    };
};
export type MessageSignatureOperation = keyof typeof FUNCTIONS;
/** The parameter of one message, for mechanisms that have one; it stays where it is while the message has parts. */
export interface MessageParameter {
    readonly address: number;
    readonly length: number;
}
/** C_MessageSignInit or C_MessageVerifyInit, and the PIN if the key asks for one. */
export declare function messageSignatureInit(arena: Arena, operation: MessageSignatureOperation, use: KeyUse): Program<void>;
/** C_MessageSignFinal or C_MessageVerifyFinal; what it answers matters to nobody. */
export declare function messageSignatureFinal(operation: MessageSignatureOperation): Program<void>;
/** C_SignMessage. @param room for the likely signature */
export declare function signMessage(arena: Arena, parameter: MessageParameter, data: Uint8Array, room: number): Program<Bytes>;
/** C_VerifyMessage. */
export declare function verifyMessage(arena: Arena, parameter: MessageParameter, data: Uint8Array, signature: Uint8Array): Program<boolean>;
/** C_SignMessageBegin or C_VerifyMessageBegin. */
export declare function signatureMessageBegin(operation: MessageSignatureOperation, parameter: MessageParameter): Program<void>;
/** C_SignMessageNext for a part that is not the last: no room for a signature says so. */
export declare function signMessageNext(arena: Arena, parameter: MessageParameter, chunk: BytesLike): Program<undefined>;
/** C_SignMessageNext for the end. @param room for the likely signature */
export declare function signMessageLast(arena: Arena, parameter: MessageParameter, room: number): Program<Bytes>;
/** C_VerifyMessageNext for a part that is not the last: no signature says so. */
export declare function verifyMessageNext(arena: Arena, parameter: MessageParameter, chunk: BytesLike): Program<undefined>;
/** C_VerifyMessageNext for the end. */
export declare function verifyMessageLast(arena: Arena, parameter: MessageParameter, signature: Uint8Array): Program<boolean>;
/** Ends a message that is given up half way, whatever the module says to it. */
export declare function abandonSignatureMessage(arena: Arena, operation: MessageSignatureOperation, parameter: MessageParameter): Program<void>;
export {};
