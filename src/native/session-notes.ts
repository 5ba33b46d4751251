import { isMainThread } from 'node:worker_threads';
import type { Ulong } from './abi.ts';
import { readUlongAt } from './host.ts';
import type { NativeFunction } from './koffi.ts';
import { forgetSessions, note, strike } from './remains.ts';

type Answered = (error: Error | null, rv: Ulong) => void;

/** The place of phSession among its parameters (PKCS #11 v3.2 §5.6.1). */
const PH_SESSION = 4;

/**
 * C_OpenSession that notes the native sessions of this thread. A handle that is given again was another session's, which is
 * no more.
 * @param close the address of the module's C_CloseSession
 */
export function notingOpened(native: NativeFunction, close: number): NativeFunction {
  const answered = (handleAt: number, opened: boolean): void => {
    if (opened) {
      const handle = readUlongAt(handleAt);
      forgetSessions(close, handle);
      note('session', close, handle);
    }
    strike('opening', close, handleAt);
  };
  return Object.assign(
    (...args: Parameters<NativeFunction>) => {
      const handleAt = Number(args[PH_SESSION]);
      note('opening', close, handleAt);
      const rv = native(...args);
      answered(handleAt, rv === 0);
      return rv;
    },
    {
      async(...argsAndCallback: unknown[]) {
        const handleAt = Number(argsAndCallback[PH_SESSION]);
        const done = argsAndCallback.pop() as Answered;
        note('opening', close, handleAt);
        native.async(...argsAndCallback, (error: Error | null, rv: Ulong) => {
          answered(handleAt, error === null && rv === 0);
          done(error, rv);
        });
      },
    },
  );
}

/** C_CloseSession that strikes them out. */
export function strikingClosed(native: NativeFunction, close: number): NativeFunction {
  if (isMainThread) return native;
  return Object.assign(
    (...args: Parameters<NativeFunction>) => {
      strike('session', close, args[0]);
      return native(...args);
    },
    {
      async(...argsAndCallback: unknown[]) {
        strike('session', close, argsAndCallback[0] as number);
        native.async(...argsAndCallback);
      },
    },
  );
}
