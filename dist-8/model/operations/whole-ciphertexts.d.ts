import type { ChosenMechanism } from '../../codec/mechanisms.js';
import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/** Whether the token wants ciphertexts with all their leading zeros. */
export declare function wantsWhole(context: SessionContext, mechanism: ChosenMechanism): boolean;
/** The ciphertext as long as the modulus: some who write it as a number (OpenPGP) leave out its leading zeros. */
export declare function wholeCiphertext(arena: Arena, key: Key, ciphertext: Uint8Array): Program<Uint8Array>;
