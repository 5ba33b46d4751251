import { type MechanismInfo, type SlotInfo } from '../../calls/slots.js';
import { type MechanismName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import { type InitTokenOptions } from '../session/pins.js';
import type { Module } from './module.js';
import { Token } from './token.js';
/** A reader, or the place in a device where a token is (PKCS #11 v3.2 §2.4). */
export declare class Slot {
    readonly module: Module;
    readonly id: Ulong;
    /** Slots come from `module.getSlots()`. */
    constructor(module: Module, id: Ulong);
    /** The PKCS #11 URI (RFC 7512) of the slot. */
    get uri(): string;
    getInfo(options?: CallOptions): Promise<SlotInfo>;
    getInfoSync(): SlotInfo;
    /** The token in the slot. @throws Pkcs11Error CKR_TOKEN_NOT_PRESENT if there is none. */
    getToken(options?: CallOptions): Promise<Token>;
    getTokenSync(): Token;
    /**
     * Initialises the token: everything on it is destroyed, and it gets a label (at most 32 bytes) and the security
     * officer's PIN. A token that was initialised before must be given the PIN it has. No session may be open with it.
     */
    initToken(options: InitTokenOptions & CallOptions): Promise<Token>;
    initTokenSync(options: InitTokenOptions): Token;
    /** The mechanisms that the token in this slot offers: names of the standard, numbers of vendors. */
    getMechanisms(options?: CallOptions): Promise<Set<MechanismName | Ulong>>;
    getMechanismsSync(): Set<MechanismName | Ulong>;
    /** Key sizes and uses of one mechanism. @throws Pkcs11Error CKR_MECHANISM_INVALID if the token has it not. */
    getMechanismInfo(mechanism: MechanismName | Ulong, options?: CallOptions): Promise<MechanismInfo>;
    getMechanismInfoSync(mechanism: MechanismName | Ulong): MechanismInfo;
}
