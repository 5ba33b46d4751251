import { getTokenInfo, initPin, initToken, setPin } from '../../calls/slots.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import {
  assertPinSource,
  type HeldPin,
  holdPin,
  type PinPolicy,
  type PinValue,
  toPin,
} from './pin-source.ts';

export interface InitTokenOptions {
  readonly label: string;
  readonly soPin: PinValue;
  /** Trusts that the token has a keypad or prompt although it does not say so. */
  readonly protectedPath?: boolean | undefined;
}

/** A PIN that is given and not asked for. */
function given(argument: string, value: PinValue): HeldPin<PinValue> {
  assertPinSource(argument, value);
  if (typeof value === 'function')
    throw new TypeError(`${argument}: expected the PIN itself, got a function`);
  return holdPin(value);
}

/** Erases a token and gives it a label and the security officer's PIN. */
export function initialisingToken(slot: Ulong, options: InitTokenOptions): MakeProgram<void> {
  refuseUnknownOptions('initToken', options, ['label', 'soPin', 'protectedPath'], CALL_OPTIONS);
  const { label } = options;
  if (typeof label !== 'string') {
    throw new TypeError(`initToken: label: expected a string, got ${describe(label)}`);
  }
  const { protectedPath } = options;
  if (protectedPath !== undefined && typeof protectedPath !== 'boolean') {
    throw new TypeError(`initToken: protectedPath: expected true or false, got ${describe(protectedPath)}`);
  }
  const soPin = given('initToken: soPin', options.soPin);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* initToken(arena, slot, toPin(soPin.source, info, { protectedPath }), label);
    } finally {
      soPin.wipe();
    }
  };
}

/** The security officer sets the user's PIN. */
export function settingFirstPin(slot: Ulong, pin: PinValue, policy: PinPolicy): MakeProgram<void> {
  const newPin = given('initPin: newPin', pin);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* initPin(arena, toPin(newPin.source, info, policy));
    } finally {
      newPin.wipe();
    }
  };
}

export function changingPin(slot: Ulong, from: PinValue, to: PinValue, policy: PinPolicy): MakeProgram<void> {
  const oldPin = given('setPin: oldPin', from);
  const newPin = given('setPin: newPin', to);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* setPin(arena, toPin(oldPin.source, info, policy), toPin(newPin.source, info, policy));
    } finally {
      oldPin.wipe();
      newPin.wipe();
    }
  };
}
