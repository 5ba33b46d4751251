import { type CallOptions } from '../../core/limits.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { HeldLane } from '../../core/session-runner.js';
import type { SessionContext } from '../session/context.js';
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
export declare class HeldOperation {
    #private;
    private constructor();
    static begin(context: SessionContext, ends: Ends, options: CallOptions): Promise<HeldOperation>;
    static beginSync(context: SessionContext, ends: Ends, options: object): HeldOperation;
    get lane(): HeldLane;
    close(options?: CallOptions): Promise<void>;
    closeSync(): void;
}
export {};
