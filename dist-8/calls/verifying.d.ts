import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { Multipart } from '../core/multipart.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Region } from '../native/arena.js';
/** Writes a signature for `verify`. */
export declare function claim(arena: Arena, signature: Uint8Array): Region;
/** Has a second look at a failure to give a verdict. */
export type Doubt = (verdict: Program<boolean>) => Program<boolean>;
/** C_VerifyInit and C_Verify: whether the signature is good. */
export declare function verify(arena: Arena, mechanism: ChosenMechanism, key: Ulong, data: Uint8Array, claimed: Region, doubt?: Doubt): Program<boolean>;
/** C_VerifyInit, C_VerifyUpdate for each part, C_VerifyFinal. */
export declare function verifyParts(mechanism: ChosenMechanism, key: Ulong, signature: Uint8Array): Multipart<BytesLike, boolean>;
