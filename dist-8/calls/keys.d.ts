import type { Template } from '../codec/attributes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { OutputValues } from '../codec/parameter-outputs.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
/** A new object, and what came back through the parameter of the mechanism that made it. */
export interface Made {
    readonly handle: Ulong;
    readonly outputs: Partial<OutputValues>;
}
/** C_GenerateKey: a secret key, or domain parameters. */
export declare function generateKey(arena: Arena, mechanism: ChosenMechanism, template: Template): Program<Made>;
/** C_GenerateKeyPair; the handles. */
export declare function generateKeyPair(arena: Arena, mechanism: ChosenMechanism, publicTemplate: Template, privateTemplate: Template): Program<{
    publicKey: Ulong;
    privateKey: Ulong;
}>;
/** Larger than most wrapped keys; the token says if it needs more. */
export declare const WRAPPED_KEY = 4096;
/** C_WrapKey; the wrapped key. */
export declare function wrapKey(arena: Arena, mechanism: ChosenMechanism, wrappingKey: Ulong, key: Ulong): Program<Uint8Array<ArrayBuffer>>;
/** C_UnwrapKey. */
export declare function unwrapKey(arena: Arena, mechanism: ChosenMechanism, unwrappingKey: Ulong, wrapped: Uint8Array | Input, template: Template): Program<Made>;
/** C_DeriveKey; the handle is CK_INVALID_HANDLE if the mechanism makes keys in its parameter only. */
export declare function deriveKey(arena: Arena, mechanism: ChosenMechanism, baseKey: Ulong, template: Template): Program<Made>;
