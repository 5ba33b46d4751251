import type { Pin } from '../../calls/pin.ts';
import type { TokenInfo } from '../../calls/slots.ts';
import { type BytesLike, copyBytes, describe, isBytesLike, toBytes } from '../../codec/bytes.ts';
import { NotSupportedError, PinGuardError } from '../../errors.ts';

/** Instead of a PIN: the token asks for it on its own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export const PROTECTED_AUTHENTICATION: unique symbol = Symbol('protected authentication path');

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

export function assertPinSource(argument: string, pin: unknown): void {
  if (isBytesLike(pin) || typeof pin === 'function' || pin === PROTECTED_AUTHENTICATION) return;
  throw new TypeError(
    `${argument}: expected a string, bytes, a function or PROTECTED_AUTHENTICATION, got ${describe(pin)}`,
  );
}

/** A PIN as it was when the method was called. */
export interface HeldPin<P> {
  readonly source: P;
  /** Clears the copy. */
  wipe(): void;
}

/** Copies a PIN given in bytes: calls come before it is used, and the caller may wipe or change it meanwhile. */
export function holdPin<P>(source: P): HeldPin<P> {
  if (typeof source === 'string' || !isBytesLike(source)) return { source, wipe() {} };
  const copy = copyBytes('PIN', source);
  return { source: copy as P, wipe: () => void copy.fill(0) };
}

/** What to tell whoever knows the PIN; never spends the last try without being told to. */
export function pinRequest(user: PinUser, info: TokenInfo, policy: PinPolicy): PinRequest {
  const prefix = user === 'SO' ? 'SO' : 'USER';
  const finalTry = info.flags.has(`${prefix}_PIN_FINAL_TRY`);
  if (finalTry && policy.allowFinalTry !== true) {
    throw new PinGuardError(
      `one wrong ${user === 'SO' ? 'security officer' : 'user'} PIN more locks the token ${JSON.stringify(info.label)}: ` +
        'pass { allowFinalTry: true } to try all the same',
    );
  }
  return { tokenLabel: info.label, user, countLow: info.flags.has(`${prefix}_PIN_COUNT_LOW`), finalTry };
}

export function askPin<P>(source: P, request: PinRequest): P extends (request: PinRequest) => infer R ? R : P;
export function askPin(source: unknown, request: PinRequest): unknown {
  return typeof source === 'function' ? source(request) : source;
}

/** A PIN as the calls take it. */
export function toPin(value: unknown, info: TokenInfo, policy: PinPolicy): Pin {
  if (value !== PROTECTED_AUTHENTICATION) {
    // Text stays text until it is in native memory: a copy in bytes could not be wiped.
    return typeof value === 'string' ? value : toBytes('PIN', value);
  }
  if (policy.protectedPath !== true && !info.flags.has('PROTECTED_AUTHENTICATION_PATH')) {
    throw new NotSupportedError(
      `the token ${JSON.stringify(info.label)} has no keypad or prompt of its own for PINs`,
    );
  }
  return null;
}
