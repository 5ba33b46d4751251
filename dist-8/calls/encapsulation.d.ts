import type { Template } from '../codec/attributes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
export interface Encapsulated {
    readonly ciphertext: Uint8Array<ArrayBuffer>;
    readonly key: Ulong;
}
/** C_EncapsulateKey: a new secret key, and the ciphertext from which the owner of the private key gets the same. */
export declare function encapsulateKey(arena: Arena, mechanism: ChosenMechanism, publicKey: Ulong, template: Template): Program<Encapsulated>;
/** C_DecapsulateKey; the handle of the key. */
export declare function decapsulateKey(arena: Arena, mechanism: ChosenMechanism, privateKey: Ulong, ciphertext: Input, template: Template): Program<Ulong>;
