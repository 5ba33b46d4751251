import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { NativeModule } from '../native/native-module.js';
import type { Lane } from './lane.js';
import { type LaneOptions, Lanes } from './lanes.js';
import { type CallOptions, type Limit } from './limits.js';
import type { MakeProgram } from './module-runner.js';
/** Where a lane comes from: a session, or an operation that has one already. */
export interface LaneSource {
    hold(what: string, limit?: Limit): Promise<HeldLane>;
    holdSync(what: string): HeldLane;
}
/** Runs programs on the lanes of one session. */
export declare class SessionRunner implements LaneSource {
    #private;
    readonly lanes: Lanes;
    constructor(module: NativeModule, first: Ulong, options: LaneOptions);
    /** Runs a program off the main thread. Its inputs are encoded before this returns. */
    run<T>(what: string, make: MakeProgram<T>, options?: CallOptions): Promise<T>;
    /** The same as part of a call that has a limit of its own. */
    runWithin<T>(limit: Limit | undefined, what: string, make: MakeProgram<T>): Promise<T>;
    /** Runs a program on this thread, on a lane that is free. `options` are its user's: it cannot be given up. */
    runSync<T>(what: string, make: MakeProgram<T>, options?: object): T;
    /** Takes a lane for a multi-part operation, until `release`. */
    hold(what: string, limit?: Limit): Promise<HeldLane>;
    holdSync(what: string): HeldLane;
}
/** A lane kept over several programs, one after the other: what a stream runs on. */
export declare class HeldLane implements LaneSource {
    #private;
    /** What is to be done in the end, whoever brings it about. */
    over: (() => void) | undefined;
    constructor(module: NativeModule, lanes: Lanes, lane: Lane, arena: Arena, free: () => void);
    /** Runs a program whose memory stays until the lane is released: the Init with the mechanism's parameter. */
    begin(make: MakeProgram<void>, limit?: Limit): Promise<void>;
    beginSync(make: MakeProgram<void>): void;
    /** Runs one part. Parts asked for at once run in turn; their inputs are encoded before this returns. */
    run<T>(make: MakeProgram<T>, limit?: Limit): Promise<T>;
    runSync<T>(make: MakeProgram<T>): T;
    /** The lane for a stretch of it that nothing else comes between, with memory of its own, until it is released. */
    hold(): Promise<HeldLane>;
    holdSync(): HeldLane;
    /** @throws BusyError while an asynchronous part runs */
    assertIdle(): void;
    release(): void;
}
