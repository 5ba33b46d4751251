import { ClosedError } from '../errors.ts';
import { type CallOptions, type Limit, limited, limitOf } from './limits.ts';
import type { MakeProgram } from './module-runner.ts';
import type { HeldLane, LaneSource } from './session-runner.ts';

/** An operation in parts, as programs. */
export interface Multipart<Chunk, Result> {
  /** What it is called in messages. */
  readonly what: string;
  /** What comes before a lane is taken, such as asking for a PIN. */
  readonly prepare?: (() => Promise<void>) | undefined;
  readonly prepareSync?: (() => void) | undefined;
  /** What comes when all is over, however it ended. */
  readonly over?: (() => void) | undefined;
  /** It does not run on the token until it ends: there is no state of it to save. */
  readonly outside?: boolean | undefined;
  /** Whether data waits here that the token has not got yet. */
  readonly waiting?: (() => boolean) | undefined;
  readonly begin: MakeProgram<void>;
  /** Takes a part in; the output it causes, if the operation gives any before its end. */
  update(chunk: Chunk): MakeProgram<Uint8Array<ArrayBuffer> | undefined>;
  readonly finish: MakeProgram<Result>;
  /** Ends the operation on the token when it is given up half way; never throws. */
  readonly cancel: MakeProgram<void>;
  /** Nobody waits for output any more: what is still to come goes nowhere. */
  readonly abandon?: (() => void) | undefined;
}

/**
 * Parts by hand: what generators and Web Streams are made of. The lane is held from the first part to the last. Its end
 * may be asked for at any time, by both sides of a stream at once, and comes once.
 */
export class MultipartRun<Chunk, Result> {
  readonly #runner: LaneSource;
  readonly #operation: Multipart<Chunk, Result>;
  #held: HeldLane | undefined;
  #begun: Promise<void> = Promise.resolve();
  #finished: Promise<unknown> = Promise.resolve();
  #ended: Promise<void> | undefined;

  constructor(runner: LaneSource, operation: Multipart<Chunk, Result>) {
    this.#runner = runner;
    this.#operation = operation;
  }

  begin(limit?: Limit): Promise<void> {
    this.#begun = this.#begin(limit);
    return this.#begun;
  }

  async #begin(limit: Limit | undefined): Promise<void> {
    try {
      const { prepare } = this.#operation;
      // Without one, the lane is asked for at once: those who come later must wait.
      if (prepare !== undefined) await prepare();
      const held = this.#hold(await this.#runner.hold(this.#operation.what, limit));
      limit?.assertUnreached();
      await held.begin(this.#operation.begin, limit);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  async update(chunk: Chunk, limit?: Limit): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#within(limit, this.#operation.update(chunk));
  }

  async #within<T>(limit: Limit | undefined, make: MakeProgram<T>): Promise<T> {
    const { abandon } = this.#operation;
    const forget = abandon && limit?.onReached(abandon);
    try {
      return await this.#lane().run(make, limit);
    } finally {
      forget?.();
    }
  }

  /** Runs a program in between, which looks at the operation and leaves it as it is. */
  async inspect<T>(make: MakeProgram<T>, limit?: Limit): Promise<T> {
    return this.#lane().run(make, limit);
  }

  finish(limit?: Limit): Promise<Result> {
    const result = this.#finish(limit);
    this.#finished = result.catch(() => {});
    return result;
  }

  async #finish(limit: Limit | undefined): Promise<Result> {
    const result = await this.#within(limit, this.#operation.finish);
    this.#release();
    return result;
  }

  /** Cancels what has not been finished; what is under way comes to its end first. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    await this.#begun.catch(() => {});
    await this.#finished;
    try {
      await this.#held?.run(this.#operation.cancel);
    } catch {
      // The session was closed meanwhile, and the operation with it.
    } finally {
      this.#release();
    }
  }

  #lane(): HeldLane {
    if (this.#held === undefined || this.#ended !== undefined) throw new ClosedError(this.#operation.what);
    return this.#held;
  }

  beginSync(): void {
    try {
      this.#operation.prepareSync?.();
      this.#hold(this.#runner.holdSync(this.#operation.what)).beginSync(this.#operation.begin);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  updateSync(chunk: Chunk): Uint8Array<ArrayBuffer> | undefined {
    return this.#lane().runSync(this.#operation.update(chunk));
  }

  inspectSync<T>(make: MakeProgram<T>): T {
    return this.#lane().runSync(make);
  }

  finishSync(): Result {
    const result = this.#lane().runSync(this.#operation.finish);
    this.#release();
    return result;
  }

  /** @throws BusyError while an asynchronous part runs */
  endSync(): void {
    this.#held?.assertIdle();
    try {
      this.#held?.runSync(this.#operation.cancel);
    } catch {
      // As in `end`.
    } finally {
      this.#release();
    }
  }

  #hold(held: HeldLane): HeldLane {
    this.#held = held;
    // The session may be the one to end it.
    held.over = this.#operation.over;
    return held;
  }

  #release(): void {
    this.#held?.release();
    this.#held = undefined;
    this.#operation.over?.();
  }
}

/** Runs an operation over chunks to its result. */
export function fold<C, R>(
  runner: LaneSource,
  operation: Multipart<C, R>,
  chunks: Iterable<C> | AsyncIterable<C>,
  options?: CallOptions,
): Promise<R> {
  return limited(operation.what, options, (limit) => foldWithin(limit, runner, operation, chunks));
}

/** The same as part of a call that has a limit of its own. */
export async function foldWithin<C, R>(
  limit: Limit | undefined,
  runner: LaneSource,
  operation: Multipart<C, R>,
  chunks: Iterable<C> | AsyncIterable<C>,
): Promise<R> {
  const run = new MultipartRun(runner, operation);
  await run.begin(limit);
  try {
    for await (const chunk of limit?.over(chunks) ?? chunks) await run.update(chunk, limit);
    return await run.finish(limit);
  } finally {
    await run.end();
  }
}

export function foldSync<C, R>(runner: LaneSource, operation: Multipart<C, R>, chunks: Iterable<C>): R {
  const run = new MultipartRun(runner, operation);
  run.beginSync();
  try {
    for (const chunk of chunks) run.updateSync(chunk);
    return run.finishSync();
  } finally {
    run.endSync();
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Runs an operation over chunks, yielding its output as it comes. */
export async function* transform<C>(
  runner: LaneSource,
  operation: Multipart<C, Bytes>,
  chunks: Iterable<C> | AsyncIterable<C>,
  options?: CallOptions,
): AsyncGenerator<Bytes, void, undefined> {
  const limit = limitOf(operation.what, options);
  if (limit !== undefined) {
    yield* transformWithin(limit, runner, operation, chunks);
    return;
  }
  const run = new MultipartRun(runner, operation);
  await run.begin();
  try {
    for await (const chunk of chunks) {
      const part = await run.update(chunk);
      if (part !== undefined && part.byteLength > 0) yield part;
    }
    const last = await run.finish();
    if (last.byteLength > 0) yield last;
  } finally {
    await run.end();
  }
}

/** The same, until a limit is reached: the lane is let go of then, whether or not anybody asks for more. */
async function* transformWithin<C>(
  limit: Limit,
  runner: LaneSource,
  operation: Multipart<C, Bytes>,
  chunks: Iterable<C> | AsyncIterable<C>,
): AsyncGenerator<Bytes, void, undefined> {
  const run = new MultipartRun(runner, operation);
  const forget = limit.onReached(() => void run.end());
  try {
    await limit.race(run.begin(limit));
    for await (const chunk of limit.over(chunks)) {
      const part = await limit.race(run.update(chunk, limit));
      if (part !== undefined && part.byteLength > 0) yield part;
    }
    const last = await limit.race(run.finish(limit));
    if (last.byteLength > 0) yield last;
  } finally {
    forget();
    limit.end();
    if (limit.reached === undefined) await run.end();
  }
}

export function* transformSync<C>(
  runner: LaneSource,
  operation: Multipart<C, Bytes>,
  chunks: Iterable<C>,
): Generator<Bytes, void, undefined> {
  const run = new MultipartRun(runner, operation);
  run.beginSync();
  try {
    for (const chunk of chunks) {
      const part = run.updateSync(chunk);
      if (part !== undefined && part.byteLength > 0) yield part;
    }
    const last = run.finishSync();
    if (last.byteLength > 0) yield last;
  } finally {
    run.endSync();
  }
}
