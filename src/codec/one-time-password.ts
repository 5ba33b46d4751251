import { ModuleFaultError } from '../errors.ts';
import type { Abi, Ulong } from '../native/abi.ts';
import { readUint } from '../native/abi.ts';
import { layoutOf } from '../native/layout.ts';
import { CK } from '../spec/constants.ts';
import { type OtpFormat, otpFormats } from './names.ts';
import { OTP_FLAGS, type OtpFlag } from './parameters/otp.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A one-time password, and what the token says that it computed it from. */
export interface OneTimePassword {
  readonly value: Bytes;
  readonly otpPin?: string;
  readonly challenge?: Bytes;
  readonly time?: Date;
  readonly counter?: Bytes;
  readonly flags?: readonly OtpFlag[];
  readonly outputLength?: number;
  readonly outputFormat?: OtpFormat | Ulong;
}

function toUlong(abi: Abi, bytes: Bytes): Ulong {
  if (bytes.byteLength !== abi.ulong) throw new ModuleFaultError('C_Sign', 'gave a number of an odd size');
  return readUint(new DataView(bytes.buffer), 0, abi.ulong, abi.littleEndian);
}

/** YYYYMMDDhhmmss in UTC. */
function toTime(bytes: Bytes): Date {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(new TextDecoder().decode(bytes)) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (parts.length === 0) throw new ModuleFaultError('C_Sign', 'gave a time that is none');
  return new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
}

/** What each CK_OTP_ value is called, and how it is read. */
const VALUES: Readonly<
  Record<number, readonly [keyof OneTimePassword, (abi: Abi, bytes: Bytes) => unknown]>
> = {
  [CK.OTP_VALUE]: ['value', (_, bytes) => bytes],
  [CK.OTP_PIN]: ['otpPin', (_, bytes) => new TextDecoder().decode(bytes)],
  [CK.OTP_CHALLENGE]: ['challenge', (_, bytes) => bytes],
  [CK.OTP_TIME]: ['time', (_, bytes) => toTime(bytes)],
  [CK.OTP_COUNTER]: ['counter', (_, bytes) => bytes],
  [CK.OTP_FLAGS]: [
    'flags',
    (abi, bytes) => {
      const bits = Number(toUlong(abi, bytes));
      return Object.keys(OTP_FLAGS).filter((name) => (bits & OTP_FLAGS[name as OtpFlag]) !== 0);
    },
  ],
  [CK.OTP_OUTPUT_LENGTH]: ['outputLength', (abi, bytes) => Number(toUlong(abi, bytes))],
  [CK.OTP_OUTPUT_FORMAT]: [
    'outputFormat',
    (abi, bytes) => {
      const number = Number(toUlong(abi, bytes));
      return otpFormats.name(number);
    },
  ],
};

/**
 * Reads CK_OTP_SIGNATURE_INFO, whose pointers lead into the same buffer (PKCS #11 v3.2, CKM_HOTP and its like).
 * @param base where the token wrote it
 */
export function readOneTimePassword(abi: Abi, output: Bytes, base: number): OneTimePassword {
  const info = layoutOf(abi, 'CK_OTP_SIGNATURE_INFO');
  const param = layoutOf(abi, 'CK_OTP_PARAM');
  const view = new DataView(output.buffer, output.byteOffset, output.byteLength);
  const inside = (start: number, size: number): number => {
    if (!(start >= 0 && size >= 0 && start + size <= output.byteLength)) {
      throw new ModuleFaultError('C_Sign', 'returned a one-time password that is not in its buffer');
    }
    return start;
  };
  const ulong = (at: number) => Number(readUint(view, at, abi.ulong, abi.littleEndian));
  /** Where a pointer leads, which must be inside of what the token wrote. */
  const target = (at: number, size: number) =>
    inside(Number(readUint(view, at, abi.pointer, abi.littleEndian)) - base, size);
  inside(0, info.size);
  const count = ulong(info.fields.ulCount.offset);
  const first = count === 0 ? 0 : target(info.fields.pParams.offset, count * param.size);
  const result: Record<string, unknown> = {};
  for (let index = 0; index < count; index++) {
    const at = first + index * param.size;
    const known = VALUES[ulong(at + param.fields.type.offset)];
    if (known === undefined) continue;
    const [name, read] = known;
    const size = ulong(at + param.fields.ulValueLen.offset);
    const start = size === 0 ? 0 : target(at + param.fields.pValue.offset, size);
    result[name] = read(abi, output.slice(start, start + size));
  }
  if (result.value === undefined) throw new ModuleFaultError('C_Sign', 'returned no one-time password');
  return result as unknown as OneTimePassword;
}
