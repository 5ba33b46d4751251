import type { ChosenMechanism } from '../../codec/mechanisms.js';
import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/**
 * Derives with a mechanism that may take another's public value: as it was given, or as long as the prime. One in 256
 * is shorter, as numbers are written without leading zeros, and openCryptoki 3.8 takes no other length than the prime's.
 */
export declare function withPublicValue<T>(arena: Arena, context: SessionContext, key: Key, mechanism: ChosenMechanism, derive: (mechanism: ChosenMechanism) => Program<T>): Program<T>;
