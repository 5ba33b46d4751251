import { type Ulong } from '../native/abi.js';
import { type FunctionName } from '../native/function-table.js';
import type { NativeModule } from '../native/native-module.js';
import type { Lane } from './lane.js';
import type { NativeCall } from './program.js';
/** A native call that the token goes on with by itself. */
export interface PendingCall {
    readonly fn: FunctionName;
    /** Has the token keep the operation beyond the session, and gives the number that it goes by. */
    detach(): Promise<Ulong>;
}
/** Whether the token has put off the answer to a call. */
export declare function isPending(call: NativeCall, rv: Ulong, lane: Lane | undefined): boolean;
/**
 * Waits for the answer on this thread.
 * @throws TimeoutError after ten minutes; the operation is ended then
 */
export declare function completeSync(module: NativeModule, call: NativeCall, lane: Lane | undefined): Ulong;
/** Waits for the answer without a thread that waits, for as long as the caller does. */
export declare function complete(module: NativeModule, call: NativeCall, lane: Lane | undefined, caller?: {
    readonly awaiting: boolean;
}): Promise<Ulong>;
