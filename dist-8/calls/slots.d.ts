import type { VersionNumber } from '../codec/attribute-codecs.js';
import { type MechanismFlag, type SlotFlag, type TokenFlag } from '../codec/flags.js';
import { type NativeCall, type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { type Pin } from './pin.js';
export interface SlotInfo {
    readonly description: string;
    readonly manufacturerId: string;
    readonly flags: ReadonlySet<SlotFlag>;
    readonly hardwareVersion: VersionNumber;
    readonly firmwareVersion: VersionNumber;
}
/** Counts and sizes are undefined where the token does not tell; limits are Infinity where there is none. */
export interface TokenInfo {
    readonly label: string;
    readonly manufacturerId: string;
    readonly model: string;
    readonly serialNumber: string;
    readonly flags: ReadonlySet<TokenFlag>;
    readonly maxSessionCount: number | undefined;
    readonly sessionCount: number | undefined;
    readonly maxRwSessionCount: number | undefined;
    readonly rwSessionCount: number | undefined;
    /** In bytes of UTF-8. */
    readonly maxPinLength: number | undefined;
    readonly minPinLength: number | undefined;
    /** In bytes. */
    readonly totalPublicMemory: number | undefined;
    readonly freePublicMemory: number | undefined;
    readonly totalPrivateMemory: number | undefined;
    readonly freePrivateMemory: number | undefined;
    readonly hardwareVersion: VersionNumber;
    readonly firmwareVersion: VersionNumber;
    /** The clock of a token that has one (CLOCK_ON_TOKEN). */
    readonly utcTime: Date | undefined;
}
export interface MechanismInfo {
    /** In bits or bytes, as the standard says for the mechanism; undefined where it has no key size. */
    readonly minKeySize: number | undefined;
    readonly maxKeySize: number | undefined;
    readonly flags: ReadonlySet<MechanismFlag>;
}
/** C_GetSlotList. */
export declare function getSlotList(arena: Arena, tokenPresent: boolean): Program<Ulong[]>;
/** C_GetMechanismList. */
export declare function getMechanismList(arena: Arena, slot: Ulong): Program<Ulong[]>;
/** Asks for the count, then for the list: both may change in between, so the second count is what holds. */
export declare function list(arena: Arena, fn: string, ask: (array: number, count: number) => NativeCall): Program<Ulong[]>;
/** C_GetSlotInfo. */
export declare function getSlotInfo(arena: Arena, slot: Ulong): Program<SlotInfo>;
/** C_GetTokenInfo. */
export declare function getTokenInfo(arena: Arena, slot: Ulong): Program<TokenInfo>;
/** C_GetMechanismInfo. */
export declare function getMechanismInfo(arena: Arena, slot: Ulong, mechanism: Ulong): Program<MechanismInfo>;
/** C_WaitForSlotEvent without blocking: the slot where something happened, or undefined if nothing did. */
export declare function pollSlotEvent(arena: Arena): Program<Ulong | undefined>;
/** C_InitToken: erases the token, and gives it a label and the security officer's PIN. */
export declare function initToken(arena: Arena, slot: Ulong, soPin: Pin, label: string): Program<void>;
/** C_InitPIN: the security officer sets the user's PIN. */
export declare function initPin(arena: Arena, newPin: Pin): Program<void>;
/** C_SetPIN: changes the PIN of whoever is logged in, or the user's in a public session. */
export declare function setPin(arena: Arena, oldPin: Pin, newPin: Pin): Program<void>;
