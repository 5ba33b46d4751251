import type { KeyTypeName, MechanismName } from '../../codec/names.js';
import type { Ulong } from '../../native/abi.js';
import type { DefaultedOperation } from '../device/policy.js';
import type { MechanismUse, Plan } from './mechanism-choice.js';
/** A mechanism that a token does as it was asked for. */
export interface Settled {
    /** The plan for a mechanism without parameters: the same each time. For others their parameters come with each call. */
    readonly plan: Plan;
    /** The token has done it before. */
    readonly proven: boolean;
}
/** What is planned: with a mechanism by name, or with the default for a type of key. */
export interface Question {
    readonly use: MechanismUse;
    readonly operation: DefaultedOperation;
    readonly named: MechanismName | undefined;
    readonly keyType: KeyTypeName | Ulong;
}
/** Plans that need no second thought. To plan anew costs each call more than the way through C and back. */
export declare class PlanMemory {
    #private;
    recall({ use, operation, named, keyType }: Question): Settled | undefined;
    keep({ use, operation, named, keyType }: Question, settled: Settled): void;
}
