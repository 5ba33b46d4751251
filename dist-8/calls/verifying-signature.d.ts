import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { Multipart } from '../core/multipart.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
/** C_VerifySignatureInit and C_VerifySignature. */
export declare function verifySignature(arena: Arena, mechanism: ChosenMechanism, key: Ulong, data: Uint8Array, signature: Uint8Array): Program<boolean>;
/** C_VerifySignatureInit, C_VerifySignatureUpdate for each part, C_VerifySignatureFinal. */
export declare function verifySignatureParts(mechanism: ChosenMechanism, key: Ulong, signature: Uint8Array): Multipart<BytesLike, boolean>;
