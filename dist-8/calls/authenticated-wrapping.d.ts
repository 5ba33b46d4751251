import type { Template } from '../codec/attributes.js';
import type { ChosenMechanism } from '../codec/mechanisms.js';
import type { EncodedMessage } from '../codec/message-parameters.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
/** C_WrapKeyAuthenticated; the wrapped key without its tag. */
export declare function wrapKeyAuthenticated(arena: Arena, mechanism: ChosenMechanism, message: EncodedMessage, wrappingKey: Ulong, key: Ulong, additionalData: Uint8Array): Program<Uint8Array<ArrayBuffer>>;
/** C_UnwrapKeyAuthenticated; the handle. */
export declare function unwrapKeyAuthenticated(arena: Arena, mechanism: ChosenMechanism, message: EncodedMessage, unwrappingKey: Ulong, wrapped: Input, template: Template, associated: Input): Program<Ulong>;
