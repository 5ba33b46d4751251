import { readFileSync } from 'node:fs';

/** The published vectors of a file; all values are text, bytes in hexadecimal. `source` says who published them. */
export function readVectors<K extends string>(name: string): ({ source: string } & Record<K, string>)[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));
}

export const fromHex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'));
export const hex = (...parts: Uint8Array[]): string => Buffer.concat(parts).toString('hex');

/** Parts of 1, 2, 3 … bytes. */
export function inParts(data: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < data.length; start += parts.length) {
    parts.push(data.subarray(start, start + parts.length + 1));
  }
  return parts;
}
