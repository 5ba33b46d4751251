import { atCaller, BusyError, ClosedError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { NativeModule } from '../native/native-module.ts';
import { giveArena, takeArena } from './arenas.ts';
import { drive, driveSync } from './drivers.ts';
import { patience, Trail } from './giving-up.ts';
import type { Lane } from './lane.ts';
import { type LaneOptions, Lanes } from './lanes.ts';
import { type CallOptions, isLimited, type Limit, limited, refuseLimits } from './limits.ts';
import type { MakeProgram } from './module-runner.ts';
import type { NativeCall, Program } from './program.ts';
import { ShortProgram } from './short-program.ts';
import { Turns } from './turns.ts';

/** Where a lane comes from: a session, or an operation that has one already. */
export interface LaneSource {
  hold(what: string, limit?: Limit): Promise<HeldLane>;
  holdSync(what: string): HeldLane;
}

/** Runs programs on the lanes of one session. */
export class SessionRunner implements LaneSource {
  readonly #module: NativeModule;
  readonly lanes: Lanes;

  constructor(module: NativeModule, first: Ulong, options: LaneOptions) {
    this.#module = module;
    this.lanes = new Lanes(module, first, options);
  }

  /** Runs a program off the main thread. Its inputs are encoded before this returns. */
  run<T>(what: string, make: MakeProgram<T>, options?: CallOptions): Promise<T> {
    if (!isLimited(options)) return this.runWithin(undefined, what, make);
    return limited(what, options, (limit) => this.runWithin(limit, what, make));
  }

  /** The same as part of a call that has a limit of its own. */
  async runWithin<T>(limit: Limit | undefined, what: string, make: MakeProgram<T>): Promise<T> {
    this.lanes.assertOpen();
    const arena = takeArena(this.#module, false);
    let program: Program<T> | undefined;
    try {
      program = make(arena);
      const step = program.next();
      const lane = this.lanes.tryTake(what) ?? (await this.#wait(what, limit));
      lane.since = performance.now();
      try {
        if (limit !== undefined) return await this.#driveWithin(limit, program, step, lane);
        return await drive(this.#module, program, step, lane);
      } finally {
        this.lanes.release(lane);
      }
    } catch (error) {
      abandon(program);
      throw atCaller(error);
    } finally {
      giveArena(arena);
    }
  }

  /** Its caller may be gone before it ends: the lane is set aside until then, and cleared of what it left. */
  async #driveWithin<T>(
    limit: Limit,
    program: Program<T>,
    step: IteratorResult<NativeCall, T>,
    lane: Lane,
  ): Promise<T> {
    limit.assertUnreached();
    const trail = new Trail(this.#module, limit);
    limit.onReached(() => {
      lane.holder = `${lane.holder} (given up)`;
    });
    try {
      return await drive(this.#module, program, step, lane, trail);
    } finally {
      // A token that refuses even this refuses the next operation, too, which then gets a fresh native session.
      if (limit.reached !== undefined) await trail.clear(lane).catch(() => {});
    }
  }

  /** Runs a program on this thread, on a lane that is free. `options` are its user's: it cannot be given up. */
  runSync<T>(what: string, make: MakeProgram<T>, options?: object): T {
    refuseLimits(what, options);
    this.lanes.assertOpen();
    const arena = takeArena(this.#module, true);
    let program: Program<T> | undefined;
    let lane: Lane | undefined;
    try {
      program = make(arena);
      // Nobody has to wait for a short one, whose inputs are encoded already.
      const step = program instanceof ShortProgram ? undefined : program.next();
      lane = this.lanes.takeSync(what);
      return driveSync(this.#module, program, lane, step);
    } catch (error) {
      abandon(program);
      throw error;
    } finally {
      if (lane !== undefined) this.lanes.release(lane);
      giveArena(arena);
    }
  }

  /** Takes a lane for a multi-part operation, until `release`. */
  async hold(what: string, limit?: Limit): Promise<HeldLane> {
    return this.#held(this.lanes.tryTake(what) ?? (await this.#wait(what, limit)));
  }

  holdSync(what: string): HeldLane {
    return this.#held(this.lanes.takeSync(what));
  }

  async #wait(what: string, limit: Limit | undefined): Promise<Lane> {
    const lane = await this.lanes.take(what, limit);
    // The session may have been closed, or the call given up, between the moment the lane was granted and this one.
    if (this.lanes.closed || limit?.reached !== undefined) {
      this.lanes.release(lane);
      this.lanes.assertOpen();
      limit?.assertUnreached();
    }
    return lane;
  }

  #held(lane: Lane): HeldLane {
    const arena = takeArena(this.#module, false);
    lane.since = performance.now();
    return new HeldLane(this.#module, this.lanes, lane, arena, () => this.lanes.release(lane));
  }
}

/** A program that got no lane lets go of what it holds, such as copies of keys; one that ended has done so. */
function abandon(program: Program<unknown> | undefined): void {
  program?.return(undefined);
}

/** A lane kept over several programs, one after the other: what a stream runs on. */
export class HeldLane implements LaneSource {
  readonly #module: NativeModule;
  readonly #lanes: Lanes;
  readonly #lane: Lane;
  readonly #arena: Arena;
  readonly #turns = new Turns();
  readonly #free: () => void;
  /** What is to be done in the end, whoever brings it about. */
  over: (() => void) | undefined;
  #released = false;

  constructor(module: NativeModule, lanes: Lanes, lane: Lane, arena: Arena, free: () => void) {
    this.#module = module;
    this.#lanes = lanes;
    this.#lane = lane;
    this.#arena = arena;
    this.#free = free;
    lane.operations.add(this);
  }

  /** Runs a program whose memory stays until the lane is released: the Init with the mechanism's parameter. */
  async begin(make: MakeProgram<void>, limit?: Limit): Promise<void> {
    const program = make(this.#arena);
    await this.#inTurn(program, program.next(), limit);
  }

  beginSync(make: MakeProgram<void>): void {
    driveSync(this.#module, make(this.#arena), this.#lane);
  }

  /** Runs one part. Parts asked for at once run in turn; their inputs are encoded before this returns. */
  async run<T>(make: MakeProgram<T>, limit?: Limit): Promise<T> {
    this.#assertOpen();
    const arena = takeArena(this.#module, false);
    try {
      const program = make(arena);
      return await this.#inTurn(program, program.next(), limit);
    } catch (error) {
      throw atCaller(error);
    } finally {
      giveArena(arena);
    }
  }

  runSync<T>(make: MakeProgram<T>): T {
    this.#assertOpen();
    this.assertIdle();
    const arena = takeArena(this.#module, true);
    try {
      return driveSync(this.#module, make(arena), this.#lane);
    } finally {
      giveArena(arena);
    }
  }

  /** The lane for a stretch of it that nothing else comes between, with memory of its own, until it is released. */
  async hold(): Promise<HeldLane> {
    this.#assertOpen();
    return new Promise((resolve) => {
      void this.#turns.take(() => new Promise<void>((free) => resolve(this.#inner(free, false))));
    });
  }

  holdSync(): HeldLane {
    this.#assertOpen();
    this.assertIdle();
    return this.#inner(() => {}, true);
  }

  #inner(free: () => void, sync: boolean): HeldLane {
    return new HeldLane(this.#module, this.#lanes, this.#lane, takeArena(this.#module, sync), free);
  }

  /** @throws BusyError while an asynchronous part runs */
  assertIdle(): void {
    if (this.#lane.calling || this.#turns.busy) {
      throw new BusyError('an asynchronous part of the same operation is running');
    }
  }

  #inTurn<T>(program: Program<T>, step: IteratorResult<NativeCall, T>, limit?: Limit): Promise<T> {
    return this.#turns.take(async () => {
      this.#assertOpen();
      limit?.assertUnreached();
      return drive(this.#module, program, step, this.#lane, limit && patience(limit));
    });
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#lane.operations.delete(this);
    giveArena(this.#arena);
    this.over?.();
    this.#free();
  }

  #assertOpen(): void {
    this.#lanes.assertOpen();
    if (this.#released) throw new ClosedError('operation');
  }
}
