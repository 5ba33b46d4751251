/** How a platform lays out Cryptoki's types: what differs between the ABIs that PKCS #11 modules exist for. */
export interface Abi {
  /** Size of CK_ULONG in bytes. */
  readonly ulong: 4 | 8;
  /** Size of a pointer in bytes. */
  readonly pointer: 4 | 8;
  /** Whether structures are packed to one byte (Windows) or aligned naturally. */
  readonly packed: boolean;
  readonly littleEndian: boolean;
}

/** 64-bit Linux, macOS, BSD. */
export const LP64: Abi = { ulong: 8, pointer: 8, packed: false, littleEndian: true };
/** 64-bit Windows. */
export const LLP64: Abi = { ulong: 4, pointer: 8, packed: true, littleEndian: true };
/** 32-bit Linux. */
export const ILP32: Abi = { ulong: 4, pointer: 4, packed: false, littleEndian: true };

/** A CK_ULONG: a number while it is safe, a bigint beyond 2^53 (vendor handles, ~0UL on 64 bits). */
export type Ulong = number | bigint;

/** CK_UNAVAILABLE_INFORMATION, ~0UL, as `readUlong` returns it. */
export function unavailable(abi: Abi): Ulong {
  return abi.ulong === 8 ? 0xffff_ffff_ffff_ffffn : 0xffff_ffff;
}

const HIGH = 0x1_0000_0000;

/** Reads an unsigned integer of 4 or 8 bytes. */
export function readUint(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean): Ulong {
  if (size === 4) return view.getUint32(offset, littleEndian);
  // Offsets first: a choice among the arguments keeps V8 from compiling the access into a single instruction.
  const lowAt = littleEndian ? offset : offset + 4;
  const highAt = littleEndian ? offset + 4 : offset;
  const high = view.getUint32(highAt, littleEndian);
  const low = view.getUint32(lowAt, littleEndian);
  if (high === 0) return low;
  return high > 0x1f_ffff ? view.getBigUint64(offset, littleEndian) : high * HIGH + low;
}

/** Writes an unsigned integer of 4 or 8 bytes; refuses what does not fit. */
export function writeUint(
  view: DataView,
  offset: number,
  size: 4 | 8,
  littleEndian: boolean,
  value: Ulong,
): void {
  if (size === 8 && typeof value === 'bigint') {
    if (value < 0n || value > 0xffff_ffff_ffff_ffffn)
      throw new RangeError(`${value} is not a 64-bit CK_ULONG`);
    view.setBigUint64(offset, value, littleEndian);
    return;
  }
  // Nearly all: lengths, types, small handles.
  const lowAt = size === 8 && !littleEndian ? offset + 4 : offset;
  const highAt = littleEndian ? offset + 4 : offset;
  if (typeof value === 'number' && value >>> 0 === value) {
    view.setUint32(lowAt, value, littleEndian);
    if (size === 8) view.setUint32(highAt, 0, littleEndian);
    return;
  }
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || (size === 4 && number >= HIGH)) {
    throw new RangeError(`${value} is not a ${size * 8}-bit CK_ULONG`);
  }
  if (size === 4) {
    view.setUint32(offset, number, littleEndian);
    return;
  }
  view.setUint32(lowAt, number % HIGH, littleEndian);
  view.setUint32(highAt, Math.floor(number / HIGH), littleEndian);
}
