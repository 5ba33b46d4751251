import { type ChosenMechanism } from '../../codec/mechanisms.js';
import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/**
 * Derives with a mechanism that may take a point: as it was given or, if it is known that the token wants the other
 * form or that turns out, in that one.
 */
export declare function withPoint<T>(arena: Arena, context: SessionContext, key: Key, mechanism: ChosenMechanism, derive: (mechanism: ChosenMechanism) => Program<T>): Program<T>;
