import type { ChosenMechanism } from '../../codec/mechanisms.js';
import type { MechanismName } from '../../codec/names.js';
import type { Multipart } from '../../core/multipart.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
import type { Plan } from './mechanism-choice.js';
/** What subscribers of the channel `cryptoki:fallback` receive each time something is done in another way than asked. */
export interface FallbackEvent {
    /** The label of the token. */
    readonly token: string;
    /** `'verify'`, `'generateKeyPair'` … */
    readonly operation: string;
    /**
     * - `software`: node:crypto did it, with the public key
     * - `template`: attributes that the library had put into a template were left out
     * - `point`: ECDH got the point, or an imported key has it, in its other form; DH got a value with leading zeros
     * - `filling`: the last block of a counter mode was filled up, and what came of that cut off
     * - `counter`: a counter of fewer bits than the block got the whole block, and no data beyond its own end
     */
    readonly kind: 'software' | 'template' | 'point' | 'filling' | 'counter';
    readonly mechanism?: MechanismName | Ulong | undefined;
    /** The attributes that were left out. */
    readonly omitted?: readonly string[] | undefined;
    /** What the token answered, if it was asked. */
    readonly code?: string | undefined;
}
export declare function report(context: SessionContext, event: Omit<FallbackEvent, 'token'>): void;
/** An option of the operations of public keys. */
export interface SoftwareOption {
    /**
     * Whether node:crypto may do it where the token does not; by default as the session and the module were told, and
     * else yes. `plan()` tells where it will run.
     */
    readonly software?: boolean | undefined;
}
export declare function assertSoftware(method: string, software: unknown): asserts software is boolean | undefined;
declare const OPERATIONS: {
    readonly VERIFY: "verify";
    readonly ENCRYPT: "encrypt";
};
/** What planning asks about node:crypto; undefined where it has no business: only public keys leave the token. */
export declare function outsideOf(context: SessionContext, key: Key, method: string, options: object, use: keyof typeof OPERATIONS): ((asked: ChosenMechanism) => boolean) | undefined;
/** Whether the token may still turn out not to do what it offers: then the data is needed twice. */
export declare function isUncertain({ replaceable, where }: Plan): boolean;
/** Runs an operation on the token, or outside if that is the plan or the token refuses; what it does is remembered. */
export declare function onTokenOrOutside<T>(context: SessionContext, plan: Plan, use: keyof typeof OPERATIONS, onToken: () => Program<T>, outside: () => Program<T>): Program<T>;
/** The same for an operation in parts, whose Init decides. */
export declare function partsOnTokenOrOutside<C, R>(context: SessionContext, plan: Plan, use: keyof typeof OPERATIONS, onToken: () => Multipart<C, R>, outside: () => Multipart<C, R>): Multipart<C, R>;
export {};
