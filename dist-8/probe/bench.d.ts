import type { MechanismInfo } from '../calls/slots.js';
import type { MechanismName } from '../codec/names.js';
import type { Slot } from '../model/device/slot.js';
import type { Pkcs11Object } from '../model/objects/object.js';
import type { PinSource } from '../model/session/pin-source.js';
import type { Session } from '../model/session/session.js';
import type { Ulong } from '../native/abi.js';
import type { Observer } from './observer.js';
import type { Refusal } from './report.js';
/** What all benches of a probe have in common. */
export interface BenchSetting {
    readonly label: string;
    readonly observer: Observer;
    readonly offers: ReadonlyMap<MechanismName | Ulong, MechanismInfo | undefined>;
    readonly pin: PinSource | undefined;
    readonly existingKeys: boolean;
    readonly initialize: InitializeOptions | undefined;
    /** How many are opened at once. */
    readonly sessions: number;
}
/** The slot that is initialised: whatever is on its token is gone. */
export interface InitializeOptions {
    readonly slot: Slot;
    readonly label: string;
    /** Of a token that was initialised before, the PIN that it has. */
    readonly soPin: string;
    /** The PIN that the user has afterwards. */
    readonly userPin: string;
}
/** Why something had to be stored: the refusal of a session object, or `true` if the library knew. */
export type Refused = Refusal | true;
/** Something made, stored only if it had to be. */
export interface Made<T> {
    readonly value: T;
    readonly refused?: Refused;
}
/** A session to try things in, and what has been made in it. */
export declare class Bench implements BenchSetting {
    #private;
    readonly session: Session;
    readonly label: string;
    readonly observer: Observer;
    readonly offers: ReadonlyMap<MechanismName | Ulong, MechanismInfo | undefined>;
    readonly pin: PinSource | undefined;
    readonly existingKeys: boolean;
    readonly initialize: InitializeOptions | undefined;
    readonly sessions: number;
    constructor(session: Session, setting: BenchSetting);
    /** Whether the token offers a mechanism. */
    has(mechanism: MechanismName): boolean;
    /** Notes an object, to be destroyed when the row is over. */
    keep<T extends Pkcs11Object>(object: T): T;
    /** What several rows use is made by the first, and destroyed at the end. */
    shared<T>(name: string, make: () => Promise<T>): Promise<T>;
    /** Makes a session object; where the token refuses that, one that is stored, if it can be. */
    make<T>(make: (store: boolean) => Promise<T>): Promise<Made<T>>;
    /** Destroys what the row has made. What cannot be destroyed is found by its label at the end. */
    clearRow(): Promise<void>;
    clear(): Promise<void>;
}
