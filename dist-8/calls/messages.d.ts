import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { EncodedMessage } from '../codec/message-parameters.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
type Bytes = Uint8Array<ArrayBuffer>;
declare const FUNCTIONS: {
    readonly encrypt: {
        readonly init: "C_MessageEncryptInit";
        readonly whole: "C_EncryptMessage";
        readonly begin: "C_EncryptMessageBegin";
        readonly next: "C_EncryptMessageNext";
        readonly final: "C_MessageEncryptFinal";
    };
    readonly decrypt: {
        readonly init: "C_MessageDecryptInit";
        readonly whole: "C_DecryptMessage";
        readonly begin: "C_DecryptMessageBegin";
        readonly next: "C_DecryptMessageNext";
        readonly final: "C_MessageDecryptFinal";
    };
};
export type MessageOperation = keyof typeof FUNCTIONS;
/** C_MessageEncryptInit or C_MessageDecryptInit. */
export declare function messageInit(arena: Arena, operation: MessageOperation, mechanism: ChosenMechanism, key: Ulong): Program<void>;
/** C_MessageEncryptFinal or C_MessageDecryptFinal; what it answers matters to nobody. */
export declare function messageFinal(operation: MessageOperation): Program<void>;
/** C_EncryptMessage or C_DecryptMessage. */
export declare function cipherMessage(arena: Arena, operation: MessageOperation, message: EncodedMessage, additionalData: Uint8Array, data: Uint8Array | Input): Program<Bytes>;
/** C_EncryptMessageBegin or C_DecryptMessageBegin. */
export declare function cipherMessageBegin(arena: Arena, operation: MessageOperation, message: EncodedMessage, additionalData: Uint8Array): Program<void>;
/** C_EncryptMessageNext or C_DecryptMessageNext. */
export declare function cipherMessageNext(arena: Arena, operation: MessageOperation, message: EncodedMessage, chunk: BytesLike, last: boolean): Program<Bytes>;
/** Ends a message that is given up half way, whatever the module says to it. */
export declare function abandonCipherMessage(arena: Arena, operation: MessageOperation, { address, length }: EncodedMessage): Program<void>;
export {};
