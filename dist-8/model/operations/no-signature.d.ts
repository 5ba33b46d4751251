import type { MechanismEntry } from '../../codec/mechanisms.js';
import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
type Bytes = Uint8Array;
/**
 * What tokens have other errors for than CKR_SIGNATURE_INVALID and CKR_SIGNATURE_LEN_RANGE: NSS for what is too short or
 * too long for a signature of the key, openCryptoki 3.8 for what is no less than the modulus. That is no signature, and
 * so the answer is `wrong`.
 * @param claimed the bytes that the token got
 */
export declare function orNoSignature<T>(arena: Arena, key: Key, entry: MechanismEntry, claimed: () => Bytes, work: Program<T>, wrong: T): Program<T>;
/** The length of r and of s, in bytes; undefined if the key does not tell. */
export declare function halfBytes(arena: Arena, key: Key): Program<number | undefined>;
export {};
