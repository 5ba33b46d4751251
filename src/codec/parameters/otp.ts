import type { Ulong } from '../../native/abi.ts';
import { CK, CKF } from '../../spec/constants.ts';
import type { BytesLike } from '../bytes.ts';
import { describe, toBytes } from '../bytes.ts';
import { type OtpFormat, otpFormats } from '../names.ts';
import { integer, named } from '../parameter-fields.ts';
import { writeArray } from '../parameter-structures.ts';
import type { EncodedParameter, ParameterCodec, ParameterWriter } from '../parameter-writer.ts';
import type { Named, Optional } from './common.ts';

// One-time passwords (PKCS #11 v3.2 §6.53): CK_OTP_PARAMS is a list of typed values, of which each may be missing.

export type OtpFlag =
  | 'NEXT_OTP'
  | 'EXCLUDE_TIME'
  | 'EXCLUDE_COUNTER'
  | 'EXCLUDE_CHALLENGE'
  | 'EXCLUDE_PIN'
  | 'USER_FRIENDLY_OTP';

export const OTP_FLAGS: Readonly<Record<OtpFlag, number>> = {
  NEXT_OTP: CKF.NEXT_OTP,
  EXCLUDE_TIME: CKF.EXCLUDE_TIME,
  EXCLUDE_COUNTER: CKF.EXCLUDE_COUNTER,
  EXCLUDE_CHALLENGE: CKF.EXCLUDE_CHALLENGE,
  EXCLUDE_PIN: CKF.EXCLUDE_PIN,
  USER_FRIENDLY_OTP: CKF.USER_FRIENDLY_OTP,
};

/** What a one-time password is computed from, where the key does not say. */
export interface OtpOptions {
  /** The PIN that is part of the computation, not that of the token. */
  readonly otpPin?: Optional<BytesLike>;
  readonly challenge?: Optional<BytesLike>;
  /** The time to compute it for. */
  readonly time?: Optional<Date>;
  readonly counter?: Optional<BytesLike>;
  readonly flags?: Optional<readonly OtpFlag[]>;
  /** How many characters it has. */
  readonly outputLength?: Optional<number>;
  readonly outputFormat?: Optional<Named<OtpFormat>>;
}

/** YYYYMMDDhhmmss in UTC. */
function timeText(writer: ParameterWriter): EncodedParameter {
  const time = writer.option('time');
  if (!(time instanceof Date)) {
    throw new TypeError(`${writer.path('time')}: expected a Date, got ${describe(time)}`);
  }
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() < 0 || time.getUTCFullYear() > 9999) {
    throw new RangeError(`${writer.path('time')}: expected a time in the years 0 to 9999`);
  }
  const text = time.toISOString().replaceAll(/[-:T]|\..*/g, '');
  return writer.arena.bytes(toBytes('time', text));
}

function flagBits(writer: ParameterWriter): EncodedParameter {
  const names = writer.option('flags');
  if (!Array.isArray(names)) {
    throw new TypeError(`${writer.path('flags')}: expected an array of flags, got ${describe(names)}`);
  }
  let bits = 0;
  for (const name of names) {
    if (!Object.hasOwn(OTP_FLAGS, name)) {
      throw new RangeError(`${writer.path('flags')}: expected any of ${Object.keys(OTP_FLAGS).join(', ')}`);
    }
    bits |= OTP_FLAGS[name as OtpFlag];
  }
  return writer.arena.ulong(bits);
}

/** How each option is written: its CK_OTP_ type, and its value. */
const VALUES: {
  readonly [K in keyof OtpOptions]-?: readonly [number, (writer: ParameterWriter) => EncodedParameter];
} = {
  otpPin: [CK.OTP_PIN, (writer) => writer.bytes('otpPin', true)],
  challenge: [CK.OTP_CHALLENGE, (writer) => writer.bytes('challenge', true)],
  time: [CK.OTP_TIME, timeText],
  counter: [CK.OTP_COUNTER, (writer) => writer.bytes('counter', true)],
  flags: [CK.OTP_FLAGS, flagBits],
  outputLength: [
    CK.OTP_OUTPUT_LENGTH,
    (writer) => writer.arena.ulong(integer('outputLength', { least: 1 }).value(writer) as number),
  ],
  outputFormat: [
    CK.OTP_OUTPUT_FORMAT,
    (writer) => writer.arena.ulong(named('outputFormat', otpFormats).value(writer) as Ulong),
  ],
};

export const OTP_CODEC: ParameterCodec<keyof OtpOptions> = {
  options: Object.keys(VALUES) as (keyof OtpOptions)[],
  outputs: [],
  structures: ['CK_OTP_PARAMS', 'CK_OTP_PARAM'],
  encode(writer) {
    const elements = Object.entries(VALUES)
      .filter(([option]) => writer.option(option) !== undefined)
      .map(([, [type, encode]]) => {
        const { address, size } = encode(writer);
        return { type, pValue: address, ulValueLen: size };
      });
    const { address } = writeArray(writer, 'CK_OTP_PARAM', elements);
    return writer.arena.structure('CK_OTP_PARAMS', { pParams: address, ulCount: elements.length });
  },
};
