import type { MechanismFlag } from '../../codec/flags.js';
import type { HashName } from '../../codec/hashes.js';
import { type ChosenMechanism, type MechanismEntry } from '../../codec/mechanisms.js';
import { type KeyTypeName, type MechanismName } from '../../codec/names.js';
import { type SignaturePadding } from '../../codec/signature-padding.js';
import type { Ulong } from '../../native/abi.js';
import { type DefaultedOperation } from '../device/policy.js';
import type { PlanMemory } from './plan-memory.js';
/** What a mechanism may be offered for. */
export type MechanismUse = Extract<MechanismFlag, 'ENCRYPT' | 'DECRYPT' | 'SIGN' | 'VERIFY'>;
/** The mechanisms that a token offers. */
export interface Offers {
    has(type: Ulong): boolean;
    /** False if the token has said that it does not use the mechanism so. */
    can?(type: Ulong, use: MechanismUse): boolean;
    /** It has done so before: nothing else has to be at hand. */
    proven?(type: Ulong, use: MechanismUse): boolean;
    /** The vendor's own number for a mechanism. */
    numberOf?(name: MechanismName | Ulong): Ulong | undefined;
    /** Options of a mechanism that this token needs unless the caller gives others. */
    parameters?(name: MechanismName | Ulong): Readonly<Record<string, unknown>> | undefined;
    /** The only room for a signature that this token takes, in bytes. */
    signatureRoom?(name: MechanismName | Ulong): number | undefined;
    /** Whether this token gets what is signed in one call, whatever parts it comes in. */
    inOnePiece?(name: MechanismName | Ulong): boolean | undefined;
    /** Why the token does not take these parameters, if that is known of it. */
    refusal?(mechanism: ChosenMechanism): string | undefined;
    /** Plans made before. */
    readonly memory?: PlanMemory | undefined;
    /** The same of a counter, which the caller of an operation on data may keep an eye on. */
    counterRefusal?(mechanism: ChosenMechanism): string | undefined;
}
/** What will be sent to the token, and what is done before. */
export interface Plan {
    /** What was named, or the default. */
    readonly asked: ChosenMechanism;
    /** What the token gets. */
    readonly mechanism: ChosenMechanism;
    readonly where: 'token' | 'software';
    /** node:crypto could do it, should the token refuse what it has never done yet. */
    readonly replaceable: boolean;
    /** The data is hashed by node:crypto, since the token signs only hashes. */
    readonly hashOutside: HashName | undefined;
    /** How the hash is written. */
    readonly hashEncoding: MechanismEntry['hashEncoding'];
    /** The padding that is made here, since the token has only RSA without; its options are those of `padded`. */
    readonly padding: SignaturePadding | undefined;
    readonly padded: ChosenMechanism | undefined;
    /** The code is computed again and compared, since the token only makes it. */
    readonly recompute: boolean;
}
interface Request {
    /** The method, for messages. */
    readonly method: string;
    /** What the default is looked up for, where there is one. */
    readonly operation: DefaultedOperation;
    readonly keyType: KeyTypeName | Ulong;
    readonly options: object;
    /** The options that the method takes besides the mechanism and its parameters. */
    readonly ownOptions: readonly string[];
    /** What the mechanism is used for, and what for by the key that confides in it: a default suits both. */
    readonly use?: MechanismUse | undefined;
    readonly confidentialUse?: MechanismUse | undefined;
    /** Counters are seen to where the token makes them wrong. */
    readonly watched?: boolean | undefined;
    /** Whether node:crypto can take the token's place. */
    readonly outside?: ((asked: ChosenMechanism) => boolean) | undefined;
}
/**
 * Decides on the mechanism of an operation: the one named, or the first default that the token can do. What the token
 * cannot do is refused here, before anything is sent.
 */
export declare function planMechanism(offers: Offers, request: Request): Plan;
/** The mechanism as the token has it, or undefined. A number is a vendor's or a tester's: they know better. */
export declare function offered(offers: Offers, mechanism: ChosenMechanism, use: MechanismUse | undefined): ChosenMechanism | undefined;
/** A plan whose parameters the caller can no longer change: for operations that begin later. */
export declare function keepPlan<P extends Plan>(plan: P): P;
export {};
