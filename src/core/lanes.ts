import { BusyError, ClosedError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { NativeModule } from '../native/native-module.ts';
import { whenIdle } from './idle.ts';
import { Lane, type Renewal } from './lane.ts';
import type { Limit } from './limits.ts';
import { type MakeProgram, runOnModule, runOnModuleSync } from './module-runner.ts';
import type { PendingCall } from './pending.ts';
import type { Program } from './program.ts';

export interface LaneOptions {
  /** Most native sessions at a time. */
  readonly limit: number;
  /** Milliseconds without any lane coming free after which those who wait give up. */
  readonly timeout: number;
  /** Opens a native session like the first. */
  readonly open: MakeProgram<Ulong>;
  readonly close: (handle: Ulong) => Program<unknown>;
  /** The token has dropped a native session. */
  readonly lost: () => void;
}

interface Waiter {
  readonly what: string;
  resolve(lane: Lane): void;
  reject(error: Error): void;
}

/** The native sessions of one `Session`: opened on demand, lent to one program or stream at a time, in order. */
export class Lanes implements Renewal {
  readonly #module: NativeModule;
  readonly #options: LaneOptions;
  readonly #all = new Set<Lane>();
  readonly #free: Lane[] = [];
  readonly #waiting: Waiter[] = [];
  /** Replaced native sessions that hold session objects. */
  readonly #parked: Ulong[] = [];
  #limit: number;
  #opening = 0;
  #closed = false;
  /** It was not closed by its user. */
  #dropped = false;
  #stalled: NodeJS.Timeout | undefined;

  constructor(module: NativeModule, first: Ulong, options: LaneOptions) {
    this.#module = module;
    this.#options = options;
    this.#limit = Math.max(1, options.limit);
    const lane = new Lane(first, this);
    this.#all.add(lane);
    this.#free.push(lane);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How long others may keep somebody waiting, in milliseconds. */
  get timeout(): number {
    return this.#options.timeout;
  }

  assertOpen(): void {
    if (this.#closed) throw this.#closedError();
  }

  #closedError(): ClosedError {
    return new ClosedError(
      'session',
      this.#dropped
        ? 'the token dropped it (it was removed, or the connection lost); open a new one'
        : undefined,
    );
  }

  /** A lane that is free now, if any. */
  tryTake(what: string): Lane | undefined {
    this.assertOpen();
    const lane = this.#free.pop();
    if (lane !== undefined) lane.holder = what;
    return lane;
  }

  /** A free lane, a new one, or the next that comes free. */
  async take(what: string, limit?: Limit): Promise<Lane> {
    const free = this.tryTake(what);
    if (free !== undefined) return free;
    if (this.#all.size + this.#opening < this.#limit) {
      const opened = await this.#open(what);
      if (opened !== undefined) return opened;
      const freed = this.tryTake(what);
      if (freed !== undefined) return freed;
    }
    limit?.assertUnreached();
    return new Promise((resolve, reject) => {
      const waiter = { what, resolve, reject };
      this.#waiting.push(waiter);
      this.#watch();
      limit?.onReached((error) => this.#forget(waiter, error));
    });
  }

  /** A free or new lane for a synchronous call, which cannot wait. */
  takeSync(what: string): Lane {
    return this.tryTake(what) ?? this.#openSync(what);
  }

  #openSync(what: string): Lane {
    if (this.#all.size + this.#opening < this.#limit) {
      try {
        return this.#add(runOnModuleSync(this.#module, this.#options.open), what);
      } catch (error) {
        if (!this.#shrink(error)) throw error;
      }
    }
    throw new BusyError(`${what} cannot run synchronously: ${this.#holders()}`);
  }

  /** Whoever waited waits no more. */
  #forget(waiter: Waiter, error: Error): void {
    const index = this.#waiting.indexOf(waiter);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    if (this.#waiting.length === 0) this.#unwatch();
    waiter.reject(error);
  }

  /** Takes a lane back and lends it to whoever waits longest. */
  release(lane: Lane): void {
    lane.holder = undefined;
    if (this.#waiting.length === 0 && !lane.lost) this.#free.push(lane);
    else this.#lend(lane);
  }

  #lend(lane: Lane): void {
    this.#unwatch();
    if (lane.lost) this.#drop(lane);
    else {
      const next = this.#closed ? undefined : this.#waiting.shift();
      if (next === undefined) this.#free.push(lane);
      else {
        lane.holder = next.what;
        next.resolve(lane);
      }
    }
    this.#watch();
  }

  async renew(lane: Lane, objects: boolean): Promise<void> {
    await runOnModule(this.#module, (arena) => this.#renewing(lane, arena, objects));
  }

  renewSync(lane: Lane, objects: boolean): void {
    runOnModuleSync(this.#module, (arena) => this.#renewing(lane, arena, objects));
  }

  *#renewing(lane: Lane, arena: Arena, objects: boolean): Program<void> {
    const fresh = yield* this.#options.open(arena);
    if (lane.hasObjects && objects) this.#parked.push(lane.handle);
    else yield* this.#options.close(lane.handle);
    lane.handle = fresh;
    lane.hasObjects = false;
  }

  /** What the token goes on with by itself, on any lane. */
  *pending(): Generator<PendingCall> {
    for (const { pending } of this.#all) if (pending !== undefined) yield pending;
  }

  /** From now on nobody gets a lane; whoever waits gets `ClosedError`. */
  shut(): void {
    this.#closed = true;
    this.#unwatch();
    for (const waiter of this.#waiting.splice(0)) waiter.reject(this.#closedError());
  }

  /** Waits until no native call runs. A stream that rests between two parts finds out at its next. */
  async drain(): Promise<void> {
    await whenIdle(() => this.#calling());
  }

  /** The same for synchronous methods, which cannot wait. */
  assertDrained(): void {
    if (this.#calling())
      throw new BusyError(`the session cannot be closed synchronously: ${this.#holders()}`);
  }

  #calling(): boolean {
    return [...this.#all].some((lane) => lane.calling);
  }

  /** Gives up every native session and what was left open in it, and returns their handles, to be closed. */
  surrender(): Ulong[] {
    const handles = [...[...this.#all].map((lane) => lane.handle), ...this.#parked];
    for (const lane of [...this.#all]) for (const operation of [...lane.operations]) operation.release();
    this.#all.clear();
    this.#parked.length = 0;
    return handles;
  }

  #add(handle: Ulong, what: string): Lane {
    const lane = new Lane(handle, this);
    lane.holder = what;
    this.#all.add(lane);
    return lane;
  }

  /** A new lane, or undefined if the token grants no more sessions than there are. */
  async #open(what: string): Promise<Lane | undefined> {
    this.#opening++;
    try {
      const handle = await runOnModule(this.#module, this.#options.open);
      if (this.#closed) {
        await runOnModule(this.#module, () => this.#options.close(handle));
        throw this.#closedError();
      }
      return this.#add(handle, what);
    } catch (error) {
      if (!this.#shrink(error)) throw error;
      return undefined;
    } finally {
      this.#opening--;
      this.#loseIfEmpty();
    }
  }

  /** Tokens refuse sessions for many reasons: with one at hand, work goes on with what there is. */
  #shrink(error: unknown): boolean {
    if (!(error instanceof Pkcs11Error) || this.#all.size === 0) return false;
    this.#limit = Math.max(1, this.#all.size);
    return true;
  }

  #drop(lane: Lane): void {
    this.#all.delete(lane);
    this.#module.forgetSessions(lane.handle);
    if (!this.#closed) this.#options.lost();
    this.#loseIfEmpty();
  }

  #loseIfEmpty(): void {
    if (this.#all.size > 0 || this.#opening > 0 || this.#closed) return;
    // The login went with the last native session, and with it whatever those who wait wanted to do.
    this.#dropped = true;
    this.shut();
  }

  #watch(): void {
    if (this.#waiting.length === 0 || this.#stalled !== undefined) return;
    this.#stalled = setTimeout(() => {
      const seconds = this.#options.timeout / 1000;
      const message = `no lane came free for ${seconds} s: ${this.#holders()}`;
      for (const waiter of this.#waiting.splice(0))
        waiter.reject(new BusyError(`${waiter.what}: ${message}`));
      this.#stalled = undefined;
    }, this.#options.timeout);
  }

  #unwatch(): void {
    if (this.#stalled === undefined) return;
    clearTimeout(this.#stalled);
    this.#stalled = undefined;
  }

  #holders(): string {
    const now = performance.now();
    const held = [...this.#all]
      .filter((lane) => lane.holder !== undefined)
      .map(({ holder, since }) => `${holder} for ${((now - since) / 1000).toFixed(1)} s`);
    return `${held.length} of at most ${this.#limit} lanes are held by ${held.join(', ') || 'lanes being opened'}`;
  }
}
