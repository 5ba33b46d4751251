import { type CallOptions } from '../../core/limits.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { PendingCall } from '../../core/pending.js';
import type { Ulong } from '../../native/abi.js';
import type { FunctionName } from '../../native/function-table.js';
import type { Bytes } from '../objects/data.js';
import type { Pkcs11Object } from '../objects/object.js';
import type { SessionContext } from './context.js';
/** An operation that the token goes on with in the background (CKR_PENDING, v3.2), while its method waits. */
export interface PendingOperation {
    readonly fn: FunctionName;
    /**
     * Lets go of it: the token goes on even when this program ends, and whoever has the result can join it. The method
     * that began it rejects with `DetachedError`.
     * @throws Pkcs11Error CKR_STATE_UNSAVEABLE if the token does not keep it, CKR_OPERATION_NOT_INITIALIZED if it is over
     */
    detach(options?: CallOptions): Promise<DetachedOperation>;
}
/** What it takes to join an operation: plain values, to be stored. */
export interface DetachedOperation {
    readonly fn: FunctionName;
    readonly id: Ulong;
}
export interface JoinOptions {
    /** Room for the bytes that the operation gives, such as a signature; none for one that makes keys. */
    readonly bytes?: number | undefined;
}
/** What a joined operation gives: bytes, or the objects it has made (of a key pair the public one first). */
export interface JoinedResult {
    readonly value: Bytes;
    readonly objects: readonly Pkcs11Object[];
}
export declare function pendingOperation({ fn, detach }: PendingCall): PendingOperation;
export declare function joining(context: SessionContext, operation: DetachedOperation, options: JoinOptions): MakeProgram<JoinedResult>;
