import { getAttributes } from '../../calls/attributes.ts';
import { findObjects } from '../../calls/objects.ts';
import { attribute } from '../../codec/attributes.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError, Pkcs11Error } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import type { SessionContext } from '../session/context.ts';

/** The handle of the first object, from which such tokens count. */
const FIRST = 1;

/**
 * On a token that counts handles from its first object: whether that is still there. Otherwise a new object may get the
 * handle of another, and who uses or destroys the one would use or destroy the other.
 * @throws NotSupportedError
 */
export function* assertFreeHandle(arena: Arena, context: SessionContext, method: string): Program<void> {
  if (context.profile.traits.countedHandles !== true) return;
  try {
    yield* getAttributes(arena, FIRST, [attribute('class')]);
  } catch (error) {
    if (!(error instanceof Pkcs11Error)) throw error;
    const others = yield* findObjects(arena, {});
    if (others.length === 0) return;
    throw new NotSupportedError(
      `${method}: the first object of the token was destroyed, and it would give the new one the handle of another: close the module, and load it again`,
    );
  }
}
