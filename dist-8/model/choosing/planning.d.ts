import type { HashName } from '../../codec/hashes.js';
import { type MechanismName } from '../../codec/names.js';
import type { SignaturePadding } from '../../codec/signature-padding.js';
import type { Ulong } from '../../native/abi.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/** The operations that can be planned. */
export type PlannedOperation = 'sign' | 'verify' | 'encrypt' | 'decrypt';
/** How an operation will be done. */
export interface OperationPlan {
    readonly operation: PlannedOperation;
    /** The mechanism that was named, or the default. */
    readonly mechanism: MechanismName | Ulong;
    /** On the token, or by node:crypto with the public key. */
    readonly where: 'token' | 'software';
    /** What the token is asked for; undefined in software. */
    readonly tokenMechanism: MechanismName | Ulong | undefined;
    /** The hash that node:crypto computes, for a token that signs only hashes. */
    readonly hashedOutside: HashName | undefined;
    /** The padding that is made here, for a token that has only RSA without. */
    readonly paddedOutside: SignaturePadding | undefined;
    /** A code is verified by having the token make it again, since it only makes codes. */
    readonly recomputed: boolean;
}
export declare function planOperation(context: SessionContext, key: Key, operation: PlannedOperation, options: object): OperationPlan;
