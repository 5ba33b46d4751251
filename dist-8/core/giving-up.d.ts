import type { Ulong } from '../native/abi.js';
import type { NativeModule } from '../native/native-module.js';
import { type Watch } from './drivers.js';
import { type Lane } from './lane.js';
import type { Limit } from './limits.js';
import { type NativeCall } from './program.js';
/** Lets a program run to its end, but for answers that the token puts off: for those nobody waits who has given up. */
export declare function patience(limit: Limit): Watch;
/** Follows a program that its caller may give up: what it leaves on the token when it is broken off. */
export declare class Trail implements Watch {
    #private;
    constructor(module: NativeModule, limit: Limit);
    /** Nothing more goes to the token, but what the program itself does to end well. */
    get wanted(): boolean;
    get awaiting(): boolean;
    answered(call: NativeCall, rv: Ulong): Error | undefined;
    /**
     * Takes what the program left behind off the token: objects that nobody got, and operations that are half done.
     * Where the module cannot cancel (C_SessionCancel is of v3.0) the lane gets a fresh native session.
     */
    clear(lane: Lane): Promise<void>;
}
