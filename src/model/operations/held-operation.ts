import { type CallOptions, callOptions, limited, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { HeldLane } from '../../core/session-runner.ts';
import { ClosedError } from '../../errors.ts';
import type { SessionContext } from '../session/context.ts';

/** How an operation begins on the lane that it holds, and how it ends. */
interface Ends {
  readonly what: string;
  /** What comes before it has a lane. */
  readonly ready?: () => Promise<void>;
  readonly readySync?: () => void;
  readonly init: MakeProgram<void>;
  readonly final: MakeProgram<void>;
}

/** An operation for any number of messages: it holds a lane of the session until it is closed. */
export class HeldOperation {
  readonly #held: HeldLane;
  readonly #final: MakeProgram<void>;
  #closed = false;

  private constructor(held: HeldLane, { final }: Ends) {
    this.#held = held;
    this.#final = final;
  }

  static begin(context: SessionContext, ends: Ends, options: CallOptions): Promise<HeldOperation> {
    return limited(
      ends.what,
      options,
      async (limit) => {
        await ends.ready?.();
        limit?.assertUnreached();
        const held = await context.runner.hold(ends.what, limit);
        try {
          limit?.assertUnreached();
          await held.begin(ends.init, limit);
          return new HeldOperation(held, ends);
        } catch (error) {
          held.release();
          throw error;
        }
      },
      (begun) => begun.close(),
    );
  }

  static beginSync(context: SessionContext, ends: Ends, options: object): HeldOperation {
    refuseLimits(ends.what, options);
    ends.readySync?.();
    const held = context.runner.holdSync(ends.what);
    try {
      held.beginSync(ends.init);
      return new HeldOperation(held, ends);
    } catch (error) {
      held.release();
      throw error;
    }
  }

  get lane(): HeldLane {
    if (this.#closed) throw new ClosedError('message operation');
    return this.#held;
  }

  async close(options?: CallOptions): Promise<void> {
    return limited('close', callOptions('close', options), () => this.#close());
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#held.run(this.#final);
    } catch (error) {
      // The session was closed before, and the operation with it.
      if (!(error instanceof ClosedError)) throw error;
    } finally {
      this.#held.release();
    }
  }

  closeSync(): void {
    if (this.#closed) return;
    try {
      this.#held.runSync(this.#final);
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error;
    }
    this.#closed = true;
    this.#held.release();
  }
}
