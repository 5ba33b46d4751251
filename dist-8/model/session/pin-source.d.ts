import type { Pin } from '../../calls/pin.js';
import type { TokenInfo } from '../../calls/slots.js';
import { type BytesLike } from '../../codec/bytes.js';
/** Instead of a PIN: the token asks for it on its own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export declare const PROTECTED_AUTHENTICATION: unique symbol;
/** Who a PIN is asked of: a user of the standard, or a vendor's by number. */
export type PinUser = 'USER' | 'SO' | 'CONTEXT_SPECIFIC' | number;
/** What a PIN callback is told, to ask the right person the right question. */
export interface PinRequest {
    readonly tokenLabel: string;
    readonly user: PinUser;
    /** Some tries have failed already (CKF_USER_PIN_COUNT_LOW). */
    readonly countLow: boolean;
    /** A wrong PIN now locks it (CKF_USER_PIN_FINAL_TRY). */
    readonly finalTry: boolean;
}
export type PinValue = BytesLike | typeof PROTECTED_AUTHENTICATION;
/** A PIN: text (UTF-8), bytes, something that asks for it when it is needed, or `PROTECTED_AUTHENTICATION`. */
export type PinSource = PinValue | ((request: PinRequest) => PinValue | Promise<PinValue>);
/** The same for synchronous methods, which cannot wait for an answer. */
export type SyncPinSource = PinValue | ((request: PinRequest) => PinValue);
export interface PinPolicy {
    /** Logs in even when a wrong PIN would lock it. */
    readonly allowFinalTry?: boolean | undefined;
    /** Trusts that the token has a keypad or prompt although it does not say so. */
    readonly protectedPath?: boolean | undefined;
}
export declare function assertPinSource(argument: string, pin: unknown): void;
/** A PIN as it was when the method was called. */
export interface HeldPin<P> {
    readonly source: P;
    /** Clears the copy. */
    wipe(): void;
}
/** Copies a PIN given in bytes: calls come before it is used, and the caller may wipe or change it meanwhile. */
export declare function holdPin<P>(source: P): HeldPin<P>;
/** What to tell whoever knows the PIN; never spends the last try without being told to. */
export declare function pinRequest(user: PinUser, info: TokenInfo, policy: PinPolicy): PinRequest;
export declare function askPin<P>(source: P, request: PinRequest): P extends (request: PinRequest) => infer R ? R : P;
/** A PIN as the calls take it. */
export declare function toPin(value: unknown, info: TokenInfo, policy: PinPolicy): Pin;
