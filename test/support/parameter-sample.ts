import type { Abi } from '../../src/native/abi.ts';
import { golden } from './abi-memory.ts';
import type { Seen } from './parameter-memory.ts';

/** A parameter as a user asks for it, and as the module must see it, in the standard's words. */
export interface Sample {
  readonly mechanism: string;
  /** Authenticated wrapping has parameters of its own. */
  readonly wrap?: true;
  readonly structure: string;
  readonly options: object;
  /** Names of types stand for their size. */
  readonly expected: { readonly [field: string]: Seen };
}

/** The same with the sizes of an ABI. */
export function onAbi(abi: Abi, value: Seen): Seen {
  if (typeof value === 'string' && value.startsWith('CK_')) {
    return value === 'CK_ULONG' ? abi.ulong : golden(abi, value).size;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => onAbi(abi, each));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, onAbi(abi, each)]));
}

export const hex = (text: string): string => Buffer.from(text).toString('hex');
export const zeros = (bytes: number): string => '00'.repeat(bytes);
export const key = (handle: number): { readonly handle: number } => ({ handle });

export function sample(
  mechanism: string,
  structure: string,
  options: object,
  expected: Sample['expected'],
  more: Partial<Sample> = {},
): Sample {
  return { mechanism, structure, options, expected, ...more };
}

export const IV8 = 'iv-eight';
export const IV16 = 'an iv of sixteen';
/** CKM_SHA256. */
export const SHA256 = 0x250;
