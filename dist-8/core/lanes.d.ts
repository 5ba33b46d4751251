import type { Ulong } from '../native/abi.js';
import type { NativeModule } from '../native/native-module.js';
import { Lane, type Renewal } from './lane.js';
import type { Limit } from './limits.js';
import { type MakeProgram } from './module-runner.js';
import type { PendingCall } from './pending.js';
import type { Program } from './program.js';
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
/** The native sessions of one `Session`: opened on demand, lent to one program or stream at a time, in order. */
export declare class Lanes implements Renewal {
    #private;
    constructor(module: NativeModule, first: Ulong, options: LaneOptions);
    get closed(): boolean;
    /** How long others may keep somebody waiting, in milliseconds. */
    get timeout(): number;
    assertOpen(): void;
    /** A lane that is free now, if any. */
    tryTake(what: string): Lane | undefined;
    /** A free lane, a new one, or the next that comes free. */
    take(what: string, limit?: Limit): Promise<Lane>;
    /** A free or new lane for a synchronous call, which cannot wait. */
    takeSync(what: string): Lane;
    /** Takes a lane back and lends it to whoever waits longest. */
    release(lane: Lane): void;
    renew(lane: Lane, objects: boolean): Promise<void>;
    renewSync(lane: Lane, objects: boolean): void;
    /** What the token goes on with by itself, on any lane. */
    pending(): Generator<PendingCall>;
    /** From now on nobody gets a lane; whoever waits gets `ClosedError`. */
    shut(): void;
    /** Waits until no native call runs. A stream that rests between two parts finds out at its next. */
    drain(): Promise<void>;
    /** The same for synchronous methods, which cannot wait. */
    assertDrained(): void;
    /** Gives up every native session and what was left open in it, and returns their handles, to be closed. */
    surrender(): Ulong[];
}
