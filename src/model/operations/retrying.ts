import { setTimeout } from 'node:timers/promises';
import { Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { CKR } from '../../spec/constants.ts';
import type { Traits } from '../device/quirks.ts';

/** What a token says that may open the session a moment later. */
const PASSING: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
  CKR.DEVICE_ERROR,
]);

function isPassing(error: unknown): boolean {
  return error instanceof Pkcs11Error && error.fn === 'C_OpenSession' && PASSING.has(error.rv);
}

/** Opens a session, as often as it takes where a token is known to fail now and then. */
export async function retrying<T>(retries: Traits['openRetries'], open: () => Promise<T>): Promise<T> {
  for (let left = retries?.times ?? 0; ; left--) {
    try {
      return await open();
    } catch (error) {
      if (left <= 0 || !isPassing(error)) throw error;
      await setTimeout(retries?.delay);
    }
  }
}

export function retryingSync<T>(retries: Traits['openRetries'], open: () => T): T {
  for (let left = retries?.times ?? 0; ; left--) {
    try {
      return open();
    } catch (error) {
      if (left <= 0 || !isPassing(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retries?.delay);
    }
  }
}
