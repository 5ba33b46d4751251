import { moduleCall, type Program } from '../../src/core/program.ts';
import { LP64, type Ulong } from '../../src/native/abi.ts';
import type { NativeModule } from '../../src/native/native-module.ts';
import { CKR } from '../../src/spec/constants.ts';

type Done = (error: Error | null, rv: Ulong) => void;

/** An asynchronous call that the test answers when it likes. */
export interface PendingCall {
  readonly fn: string;
  readonly args: readonly Ulong[];
  answer(rv: Ulong): void;
}

/**
 * Stands for a loaded module in tests of what calls modules: records the calls, answers synchronous ones at once and
 * asynchronous ones at once or, with `hold`, when told.
 */
export class NativeStub {
  readonly calls: string[] = [];
  readonly pending: PendingCall[] = [];
  hold = false;
  /** The return value of each call; CKR_OK unless a test says otherwise. */
  respond: (fn: string, args: readonly Ulong[]) => Ulong = () => CKR.OK;

  /** The part of a module that lanes and programs use. */
  get module(): NativeModule {
    const callSync = (fn: string, ...args: readonly Ulong[]): Ulong => {
      this.calls.push(fn);
      return this.respond(fn, args);
    };
    const stub = {
      abi: LP64,
      forgetSessions: (): void => {},
      callSync,
      caller: callSync,
      call: (fn: string, args: readonly Ulong[], done: Done): void => {
        this.calls.push(fn);
        if (this.hold) this.pending.push({ fn, args, answer: (rv) => done(null, rv) });
        else setImmediate(() => done(null, this.respond(fn, args)));
      },
    };
    return stub as unknown as NativeModule;
  }

  #handle = 100;

  /** Opens a session, as `LaneOptions.open` does: handles 101, 102 … */
  open = (): Program<Ulong> => {
    const handle = ++this.#handle;
    return (function* () {
      yield moduleCall('C_OpenSession', 1, 4, 0, 0, 0);
      return handle;
    })();
  };

  close = (handle: Ulong): Program<void> =>
    (function* () {
      yield moduleCall('C_CloseSession', handle);
    })();
}
