import { type BytesLike } from '../../codec/bytes.js';
import type { Multipart } from '../../core/multipart.js';
import type { Key } from '../keys/key.js';
import type { Bytes } from '../objects/data.js';
import { type ObjectReference } from '../objects/object.js';
import type { Operation } from '../operations/operation.js';
import type { SessionContext } from './context.js';
/** The operations whose state can be saved and restored (PKCS #11 v3.2 §5.6, C_GetOperationState). */
export interface SavableOperations {
    digest: Operation<Bytes, BytesLike | Key>;
    encrypt: Operation;
    decrypt: Operation;
    sign: Operation;
    verify: Operation<boolean>;
}
export type SavableOperation = keyof SavableOperations;
export interface RestoreOptions {
    /** The key of the operation, if the token does not store it in the state (RESTORE_KEY_NOT_NEEDED says that it does). */
    readonly key?: ObjectReference | undefined;
    /** What a verification is to be compared with in the end. */
    readonly signature?: BytesLike | undefined;
}
/** An operation that begins where another was saved. */
export declare function restoring(context: SessionContext, operation: SavableOperation, saved: BytesLike, options: RestoreOptions): Multipart<BytesLike, unknown>;
