import type { MechanismFlag } from '../../codec/flags.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import { type KeyTypeName, type MechanismName } from '../../codec/names.js';
import type { Ulong } from '../../native/abi.js';
import type { MechanismUse, Offers } from '../choosing/mechanism-choice.js';
import { PlanMemory } from '../choosing/plan-memory.js';
import type { Traits } from './quirks.js';
/** What this thread has found out about a token by trying. */
export declare class Learned {
    #private;
    /** How much of the templates of each kind of new key it does not want to hear; see new-key.ts. */
    readonly trimming: Map<string, number>;
    /** The form in which ECDH takes a point. */
    point: 'raw' | 'der' | undefined;
    /** The form in which public keys of each type are stored, once one form was refused. */
    readonly points: Map<KeyTypeName | Ulong, 'raw' | 'der'>;
    /** Whether data objects are public, whatever their template says. */
    publicData: boolean;
    /** How often it has refused what it offers. */
    refusals: number;
    refuse(type: Ulong, use: MechanismUse): void;
    refused(type: Ulong, use: MechanismUse): boolean;
    work(type: Ulong, use: MechanismUse): void;
    worked(type: Ulong, use: MechanismUse): boolean;
}
/** What lasts as long as the same token is in the slot. */
export interface Knowledge {
    /** Manufacturer, model, serial number. */
    readonly identity: string;
    readonly abilities: Abilities;
    readonly learned: Learned;
}
/** What each mechanism is good for, of those that the token was asked about. */
export type Abilities = ReadonlyMap<Ulong, ReadonlySet<MechanismFlag>>;
/** All that plans are made with: what a token offers, what it says, what is known of its kind, and what was found out. */
export declare class TokenProfile implements Offers {
    #private;
    readonly traits: Traits;
    readonly learned: Learned;
    constructor(mechanisms: ReadonlySet<Ulong>, traits: Traits, { abilities, learned }: Knowledge);
    /** Plans made since the token last refused what it offers. */
    get memory(): PlanMemory;
    has(type: Ulong): boolean;
    can(type: Ulong, use: MechanismUse): boolean;
    /** Whether the token says that it can, however well it does it. */
    lists(type: Ulong, use: MechanismUse): boolean;
    proven(type: Ulong, use: MechanismUse): boolean;
    numberOf(name: MechanismName | Ulong): Ulong | undefined;
    parameters(name: MechanismName | Ulong): Readonly<Record<string, unknown>> | undefined;
    signatureRoom(name: MechanismName | Ulong): number | undefined;
    inOnePiece(name: MechanismName | Ulong): boolean | undefined;
    counterRefusal(mechanism: ChosenMechanism): string | undefined;
    refusal(mechanism: ChosenMechanism): string | undefined;
}
