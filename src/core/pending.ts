// PKCS #11 v3.2 §5.21 Asynchronous functions: in a session opened with CKF_ASYNC_SESSION a function may answer
// CKR_PENDING, and its results come from C_AsyncComplete.
import { setTimeout } from 'node:timers/promises';
import { DetachedError, Pkcs11Error, TimeoutError } from '../errors.ts';
import { type Ulong, writeUint } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { type CallableName, type FunctionName, parametersOf } from '../native/function-table.ts';
import { viewAt } from '../native/koffi.ts';
import { type FieldName, layoutOf } from '../native/layout.ts';
import type { NativeModule } from '../native/native-module.ts';
import { CKR } from '../spec/constants.ts';
import { giveArena, takeArena } from './arenas.ts';
import type { Lane } from './lane.ts';
import type { NativeCall } from './program.ts';

/** A native call that the token goes on with by itself. */
export interface PendingCall {
  readonly fn: FunctionName;
  /** Has the token keep the operation beyond the session, and gives the number that it goes by. */
  detach(): Promise<Ulong>;
}

/** Milliseconds between two questions: little at first, for most operations end soon. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 50;
/** Milliseconds that a synchronous method waits for an answer that is put off: nobody can tell it to stop. */
const PATIENCE = 600_000;

/** Whether the token has put off the answer to a call. */
export function isPending(call: NativeCall, rv: Ulong, lane: Lane | undefined): boolean {
  // Sessions without a renewal are the caller's own, and so is what is pending in them.
  return rv === CKR.PENDING && (lane?.renewable === true || call.patient === true);
}

/**
 * Waits for the answer on this thread.
 * @throws TimeoutError after ten minutes; the operation is ended then
 */
export function completeSync(module: NativeModule, call: NativeCall, lane: Lane | undefined): Ulong {
  const until = performance.now() + PATIENCE;
  const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const question = new Question(module, call, true);
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      Atomics.wait(sleeping, 0, 0, wait);
      const rv = module.callSync(question.fn, ...question.args);
      if (rv !== CKR.PENDING) return question.answered(rv);
      if (performance.now() < until) continue;
      lane?.discardSync();
      throw new TimeoutError(question.subject, PATIENCE);
    }
  } finally {
    question.over();
  }
}

/** Waits for the answer without a thread that waits, for as long as the caller does. */
export async function complete(
  module: NativeModule,
  call: NativeCall,
  lane: Lane | undefined,
  caller?: { readonly awaiting: boolean },
): Promise<Ulong> {
  const question = new Question(module, call, false);
  let detaching: PromiseWithResolvers | undefined;
  // What was joined is detached already.
  if (lane !== undefined && call.fn !== question.fn) {
    lane.pending = {
      fn: question.subject,
      detach() {
        detaching ??= withResolvers();
        return detaching.promise;
      },
    };
  }
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      await setTimeout(wait);
      if (caller?.awaiting === false) {
        await lane?.discard();
        return CKR.FUNCTION_CANCELED;
      }
      if (detaching !== undefined && lane !== undefined) {
        const id = await detached(module, question, detaching);
        if (id !== undefined) {
          // The call's memory is not the token's any more, and nothing that follows may reach the operation.
          await lane.renew();
          throw new DetachedError(question.subject, id);
        }
        detaching = undefined;
      }
      const rv = await calling(module, question.fn, question.args);
      if (rv !== CKR.PENDING) return question.answered(rv);
    }
  } finally {
    if (lane !== undefined) lane.pending = undefined;
    detaching?.reject(new Pkcs11Error(CKR.OPERATION_NOT_INITIALIZED, 'C_AsyncGetID'));
    question.over();
  }
}

interface PromiseWithResolvers {
  readonly promise: Promise<Ulong>;
  resolve(value: Ulong): void;
  reject(error: Error): void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve!: (value: Ulong) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Ulong>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}

function calling(module: NativeModule, fn: CallableName, args: readonly Ulong[]): Promise<Ulong> {
  return new Promise((resolve, reject) => {
    module.call(fn, args, (error, rv) => (error === null ? resolve(rv) : reject(error)));
  });
}

/** C_AsyncGetID; undefined if the token does not let go of the operation, which whoever asked is told. */
async function detached(
  module: NativeModule,
  question: Question,
  asked: PromiseWithResolvers,
): Promise<Ulong | undefined> {
  const fn = 'C_AsyncGetID';
  const id = question.arena.ulong();
  const rv = await calling(module, fn, [question.session, question.name, id.address]);
  if (rv !== CKR.OK) {
    asked.reject(new Pkcs11Error(rv, fn));
    return undefined;
  }
  asked.resolve(id.readUlong());
  return id.readUlong();
}

/** C_AsyncComplete for one call, its arguments and its results in memory of its own. */
class Question {
  readonly fn = 'C_AsyncComplete';
  readonly args: readonly Ulong[];
  readonly arena: Arena;
  /** The function that is pending, and its name as C has it. */
  readonly subject: FunctionName;
  readonly name: number;
  readonly session: Ulong;
  readonly #call: NativeCall;
  readonly #data: ReturnType<Arena['structure']> | undefined;

  constructor(module: NativeModule, call: NativeCall, synchronous: boolean) {
    this.#call = call;
    this.session = call.args[0]!;
    this.arena = takeArena(module, synchronous);
    this.subject = call.fn as FunctionName;
    if (call.fn === this.fn) {
      // An operation that was joined: the question is the call itself.
      this.args = call.args;
      this.name = Number(call.args[1]);
      return;
    }
    this.name = this.arena.bytes(new TextEncoder().encode(`${call.fn}\0`)).address;
    this.#data = this.arena.structure('CK_ASYNC_DATA', {
      ulVersion: 0,
      pValue: 0,
      ulValue: 0,
      hObject: 0,
      hAdditionalObject: 0,
    });
    this.args = [this.session, this.name, this.#data.address];
  }

  /** Puts the results where the function would have put them: its length and its handles. */
  answered(rv: Ulong): Ulong {
    const data = this.#data;
    if (rv !== CKR.OK || data === undefined) return rv;
    const { abi } = this.arena;
    const { fields } = layoutOf(abi, 'CK_ASYNC_DATA');
    const handles: FieldName<'CK_ASYNC_DATA'>[] = ['hObject', 'hAdditionalObject'];
    for (const [index, [name]] of parametersOf(this.subject).entries()) {
      const field = /^pul/.test(name) ? 'ulValue' : /^ph[A-Z]/.test(name) ? handles.shift() : undefined;
      const address = Number(this.#call.args[index] ?? 0);
      if (field === undefined || address === 0) continue;
      const value = data.readUlong(fields[field].offset);
      writeUint(viewAt(address, abi.ulong), 0, abi.ulong, abi.littleEndian, value);
    }
    return rv;
  }

  over(): void {
    giveArena(this.arena);
  }
}
