import { type ChosenMechanism } from '../codec/mechanisms.js';
import { type OneTimePassword } from '../codec/one-time-password.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
/** C_SignInit and C_Sign without data. */
export declare function computeOtp(arena: Arena, mechanism: ChosenMechanism, key: Ulong): Program<OneTimePassword>;
/** C_VerifyInit and C_Verify without data. */
export declare function verifyOtp(arena: Arena, mechanism: ChosenMechanism, key: Ulong, value: Uint8Array): Program<boolean>;
