import { Pkcs11Error, TimeoutError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { NativeModule } from '../native/native-module.ts';
import { CKR } from '../spec/constants.ts';
import type { Lane } from './lane.ts';
import { complete, completeSync, isPending } from './pending.ts';
import { type NativeCall, type Program, SESSION } from './program.ts';
import { ShortProgram } from './short-program.ts';

type Step<T> = IteratorResult<NativeCall, T>;

/** Runs a program to its end on this thread. `step` is its first step, if it was taken already. */
export function driveSync<T>(module: NativeModule, program: Program<T>, lane?: Lane, step?: Step<T>): T {
  return program instanceof ShortProgram
    ? driveShort(module, program, lane)
    : driveSteps(module, program, step ?? program.next(), lane);
}

/** What nearly every call is: CKR_OK for all, and there is the result. */
function driveShort<T>(module: NativeModule, program: ShortProgram<T>, lane: Lane | undefined): T {
  const { operation } = program;
  const session = lane === undefined ? SESSION : lane.handle;
  if (operation.begin !== undefined) {
    const rv = operation.begin(module.caller, session);
    if (rv !== CKR.OK) return driveSteps(module, program, program.next(), lane, rv);
  }
  const rv = operation.end(module.caller, session);
  // What makes objects is one call.
  if (operation.begin === undefined && rv === CKR.OK) lane?.observe(operation.fn, rv);
  return (rv === CKR.OK ? operation.result(rv) : undefined) ?? driveFromLast(module, program, lane, rv);
}

/** Goes on step by step with a program whose last call has been answered. */
function driveFromLast<T>(
  module: NativeModule,
  program: ShortProgram<T>,
  lane: Lane | undefined,
  answer: Ulong,
): T {
  const step = program.next();
  return program.operation.begin === undefined
    ? driveSteps(module, program, step, lane, answer)
    : driveSteps(module, program, program.next(CKR.OK), lane, answer, false);
}

/** @param answer to the first call, if it was made already */
function driveSteps<T>(
  module: NativeModule,
  program: Program<T>,
  step: Step<T>,
  lane: Lane | undefined,
  answer?: Ulong,
  fresh = true,
): T {
  try {
    return driveOn(module, program, step, lane, answer, fresh);
  } catch (error) {
    // An answer that never came: the program ends what it has begun. One that has ended by itself throws it again.
    if (!(error instanceof TimeoutError)) throw error;
    return driveOn(module, program, program.throw(error), lane);
  }
}

/** @param answer to the first call, if it was made already */
function driveOn<T>(
  module: NativeModule,
  program: Program<T>,
  step: Step<T>,
  lane: Lane | undefined,
  answer?: Ulong,
  fresh = true,
): T {
  let current = step;
  let given = answer;
  let untouched = fresh;
  while (current.done !== true) {
    const call = current.value;
    let rv = invokeSync(module, call, lane, given);
    given = undefined;
    if (untouched && stuck(rv, lane)) {
      lane.renewSync();
      rv = invokeSync(module, call, lane);
    }
    untouched &&= onlyReads(call);
    current = resume(program, call, rv, lane);
  }
  return current.value;
}

/** Sees each answer of the token to a program that its caller may give up. */
export interface Watch {
  /** Whether a call that still waits for its turn is to be made. */
  readonly wanted: boolean;
  /** Whether somebody waits for an answer that the token has put off. */
  readonly awaiting: boolean;
  /** Takes note of an answer; the error to throw into the program in its place, once. */
  answered(call: NativeCall, rv: Ulong): Error | undefined;
}

/** Runs a program to its end, each native call on libuv's pool. */
export function drive<T>(
  module: NativeModule,
  program: Program<T>,
  step: Step<T>,
  lane?: Lane,
  watch?: Watch,
): Promise<T> {
  // From the first call to the end, those in between that need no session included: nobody may close the lane.
  if (lane !== undefined) lane.calling = true;
  return new Promise<T>((resolve, reject) => {
    let untouched = true;
    const advance = (call: NativeCall, error: Error | null, rv: Ulong): void => {
      try {
        const thrown = error ?? watch?.answered(call, rv);
        if (thrown === undefined) proceed(resume(program, call, rv, lane));
        else {
          if (error === null) lane?.observe(call.fn, rv);
          proceed(program.throw(thrown));
        }
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
      const answered = (error: Error | null, rv: Ulong): void => {
        const isStuck = untouched && error === null && stuck(rv, lane);
        untouched &&= onlyReads(call);
        if (isStuck) {
          lane.renew().then(
            () => invoke(module, call, lane, watch, (again, rvAgain) => advance(call, again, rvAgain)),
            (failure) => advance(call, failure, rv),
          );
          return;
        }
        if (error === null && isPending(call, rv, lane)) {
          complete(module, call, lane, watch).then(
            (answer) => advance(call, null, answer),
            (failure) => advance(call, failure, rv),
          );
          return;
        }
        advance(call, error, rv);
      };
      invoke(module, call, lane, watch, answered);
    };
    proceed(step);
  }).finally(() => {
    if (lane !== undefined) lane.calling = false;
  });
}

/** A token that left an operation active after a failure refuses every further one: tpm2-pkcs11 after C_Decrypt. */
function stuck(rv: Ulong, lane: Lane | undefined): lane is Lane {
  return rv === CKR.OPERATION_ACTIVE && lane?.renewable === true;
}

/** What begins no operation, so that one that is active cannot be the program's own. */
function onlyReads({ fn }: NativeCall): boolean {
  return fn === 'C_GetAttributeValue';
}

function resume<T>(program: Program<T>, call: NativeCall, rv: Ulong, lane: Lane | undefined): Step<T> {
  lane?.observe(call.fn, rv);
  if (rv !== CKR.OK && !call.tolerant) return program.throw(new Pkcs11Error(rv, call.fn));
  return program.next(rv);
}

function invokeSync(module: NativeModule, call: NativeCall, lane: Lane | undefined, answer?: Ulong): Ulong {
  if (call.onSession && lane !== undefined) call.args[0] = lane.handle;
  const rv = answer ?? module.callSync(call.fn, ...call.args);
  return isPending(call, rv, lane) ? completeSync(module, call, lane) : rv;
}

function invoke(
  module: NativeModule,
  call: NativeCall,
  lane: Lane | undefined,
  watch: Watch | undefined,
  done: (error: Error | null, rv: Ulong) => void,
): void {
  if (call.onSession && lane !== undefined) call.args[0] = lane.handle;
  module.call(call.fn, call.args, done, watch);
}
