import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { SessionContext } from '../session/context.js';
/**
 * On a token that counts handles from its first object: whether that is still there. Otherwise a new object may get the
 * handle of another, and who uses or destroys the one would use or destroy the other.
 * @throws NotSupportedError
 */
export declare function assertFreeHandle(arena: Arena, context: SessionContext, method: string): Program<void>;
