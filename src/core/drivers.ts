import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { NativeModule } from '../native/native-module.ts';
import { CKR } from '../spec/constants.ts';
import type { Lane } from './lane.ts';
import type { NativeCall, Program } from './program.ts';

type Step<T> = IteratorResult<NativeCall, T>;

/** What a driver needs of a session to run a program on one of its lanes. */
export interface LaneTarget {
  readonly lane: Lane;
  /** A program that gives the lane a fresh native session, for when the token left an operation active in the old. */
  renew(): Program<void>;
}

/** Runs a program to its end on this thread. `step` is its first step, taken already when its inputs were encoded. */
export function driveSync<T>(
  module: NativeModule,
  program: Program<T>,
  step: Step<T>,
  target?: LaneTarget,
): T {
  let current = step;
  let first = true;
  while (current.done !== true) {
    const call = current.value;
    const rv = invokeSync(module, call, target);
    if (first && stuck(rv, target)) {
      const renewal = target.renew();
      driveSync(module, renewal, renewal.next());
      current = resume(program, call, invokeSync(module, call, target), target);
    } else current = resume(program, call, rv, target);
    first = false;
  }
  return current.value;
}

/** Runs a program to its end, each native call on libuv's pool. */
export function drive<T>(
  module: NativeModule,
  program: Program<T>,
  step: Step<T>,
  target?: LaneTarget,
): Promise<T> {
  const { lane } = target ?? {};
  // From the first call to the end, those in between that need no session included: nobody may close the lane.
  if (lane !== undefined) lane.calling = true;
  return new Promise<T>((resolve, reject) => {
    let first = true;
    const advance = (call: NativeCall, error: Error | null, rv: Ulong): void => {
      try {
        proceed(error === null ? resume(program, call, rv, target) : program.throw(error));
      } catch (failure) {
        reject(failure);
      }
    };
    const proceed = (current: Step<T>): void => {
      if (current.done === true) {
        resolve(current.value);
        return;
      }
      const call = current.value;
      invoke(module, call, target, (error, rv) => {
        if (first && error === null && stuck(rv, target)) {
          first = false;
          const renewal = target.renew();
          drive(module, renewal, renewal.next()).then(
            () => invoke(module, call, target, (again, rvAgain) => advance(call, again, rvAgain)),
            (failure) => advance(call, failure, rv),
          );
          return;
        }
        first = false;
        advance(call, error, rv);
      });
    };
    proceed(step);
  }).finally(() => {
    if (lane !== undefined) lane.calling = false;
  });
}

/** A token that left an operation active after a failure refuses every further one: tpm2-pkcs11 after C_Decrypt. */
function stuck(rv: Ulong, target: LaneTarget | undefined): target is LaneTarget {
  return rv === CKR.OPERATION_ACTIVE && target !== undefined;
}

function resume<T>(
  program: Program<T>,
  call: NativeCall,
  rv: Ulong,
  target: LaneTarget | undefined,
): Step<T> {
  target?.lane.observe(call.fn, rv);
  if (rv !== CKR.OK && !call.tolerant) return program.throw(new Pkcs11Error(rv, call.fn));
  return program.next(rv);
}

function invokeSync(module: NativeModule, call: NativeCall, target: LaneTarget | undefined): Ulong {
  if (call.onSession && target !== undefined) call.args[0] = target.lane.handle;
  return module.callSync(call.fn, call.args);
}

function invoke(
  module: NativeModule,
  call: NativeCall,
  target: LaneTarget | undefined,
  done: (error: Error | null, rv: Ulong) => void,
): void {
  if (call.onSession && target !== undefined) call.args[0] = target.lane.handle;
  module.call(call.fn, call.args, done);
}
