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
const PER_HIGH = 2 ** -32;
/** The upper half of what a number can say exactly. */
const MOST_HIGH = 0x1f_ffff;
const MOST = 0xffff_ffff_ffff_ffffn;

/** Reads an unsigned integer of 4 or 8 bytes. */
export function readUint(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean): Ulong {
  // Nearly all, and short: V8 compiles it into its callers.
  return size === 8 && littleEndian && view.getUint32(offset + 4, true) === 0
    ? view.getUint32(offset, true)
    : readAny(view, offset, size, littleEndian);
}

function readAny(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean): Ulong {
  if (size === 4) return view.getUint32(offset, littleEndian);
  const high = view.getUint32(littleEndian ? offset + 4 : offset, littleEndian);
  if (high > MOST_HIGH) return view.getBigUint64(offset, littleEndian);
  return high * HIGH + view.getUint32(littleEndian ? offset : offset + 4, littleEndian);
}

/** Writes an unsigned integer of 4 or 8 bytes; refuses what does not fit. */
export function writeUint(
  view: DataView,
  offset: number,
  size: 4 | 8,
  littleEndian: boolean,
  value: Ulong,
): void {
  // Nearly all: lengths, types, small handles.
  if (size === 8 && littleEndian && typeof value === 'number' && value >>> 0 === value) {
    view.setUint32(offset, value, true);
    view.setUint32(offset + 4, 0, true);
  } else writeAny(view, offset, size, littleEndian, value);
}

/** Writes the address of memory, a number that is right: most are beyond 32 bits. */
export function writeAddress(
  view: DataView,
  offset: number,
  size: 4 | 8,
  littleEndian: boolean,
  address: number,
): void {
  if (size === 8 && littleEndian) {
    const low = address >>> 0;
    view.setUint32(offset, low, true);
    view.setUint32(offset + 4, (address - low) * PER_HIGH, true);
  } else writeAny(view, offset, size, littleEndian, address);
}

function writeAny(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean, value: Ulong): void {
  if (size === 8 && typeof value === 'bigint' && value >= 0n && value <= MOST) {
    view.setBigUint64(offset, value, littleEndian);
    return;
  }
  const number = Number(value);
  const low = number >>> 0;
  const high = (number - low) / HIGH;
  // Of what is negative or no integer, the half above is neither.
  if (!(high === 0 || (size === 8 && high >>> 0 === high && high <= MOST_HIGH))) {
    throw new RangeError(`${value} is not a ${size * 8}-bit CK_ULONG`);
  }
  if (size === 4) view.setUint32(offset, low, littleEndian);
  else {
    view.setUint32(littleEndian ? offset : offset + 4, low, littleEndian);
    view.setUint32(littleEndian ? offset + 4 : offset, high, littleEndian);
  }
}
