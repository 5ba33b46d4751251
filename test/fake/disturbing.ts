// What a caller may do to bytes that were given to a method that has not ended yet.
import type { BytesLike } from '../../src/index.ts';

export interface Disturbable {
  readonly value: BytesLike;
  disturb(): void;
}

type Resizable = ArrayBuffer & { resize(size: number): void };
type Growable = SharedArrayBuffer & { grow(size: number): void };

const filled = <B extends ArrayBufferLike>(buffer: B, bytes: Uint8Array): B => {
  new Uint8Array(buffer).set(bytes);
  return buffer;
};
const plain = (bytes: Uint8Array): ArrayBuffer => filled(new ArrayBuffer(bytes.length), bytes);
// TypeScript's library for this target does not know buffers that change their size yet.
const resizable = (bytes: Uint8Array): Resizable =>
  filled(Reflect.construct(ArrayBuffer, [bytes.length, { maxByteLength: 4096 }]) as Resizable, bytes);
const growable = (bytes: Uint8Array): Growable =>
  filled(Reflect.construct(SharedArrayBuffer, [bytes.length, { maxByteLength: 4096 }]) as Growable, bytes);
const transfer = (buffer: ArrayBuffer): void => void structuredClone(buffer, { transfer: [buffer] });
const change = (buffer: ArrayBufferLike): void => void new Uint8Array(buffer).fill(0xee);

export type Way = (bytes: Uint8Array) => Disturbable;

/** Bytes in a form, and what happens to them after the call. */
export const WAYS: Readonly<Record<string, Way>> = {
  'Uint8Array, changed': (bytes) => {
    const buffer = plain(bytes);
    return { value: new Uint8Array(buffer), disturb: () => change(buffer) };
  },
  'small Uint8Array, changed': (bytes) => {
    const value = Uint8Array.from(bytes);
    return { value, disturb: () => void value.fill(0xee) };
  },
  'Buffer, changed': (bytes) => {
    const value = Buffer.from(bytes);
    return { value, disturb: () => void value.fill(0xee) };
  },
  'Uint8Array, transferred': (bytes) => {
    const buffer = plain(bytes);
    return { value: new Uint8Array(buffer), disturb: () => transfer(buffer) };
  },
  'ArrayBuffer, transferred': (bytes) => {
    const value = plain(bytes);
    return { value, disturb: () => transfer(value) };
  },
  'DataView, transferred': (bytes) => {
    const buffer = plain(bytes);
    return { value: new DataView(buffer), disturb: () => transfer(buffer) };
  },
  'resizable, shrunk': (bytes) => {
    const value = resizable(bytes);
    return { value, disturb: () => value.resize(0) };
  },
  'view of a resizable, grown': (bytes) => {
    const buffer = resizable(bytes);
    return { value: new Uint8Array(buffer), disturb: () => buffer.resize(4096) };
  },
  'SharedArrayBuffer, changed': (bytes) => {
    const value = filled(new SharedArrayBuffer(bytes.length), bytes);
    return { value, disturb: () => change(value) };
  },
  'view of a growable SharedArrayBuffer, grown and changed': (bytes) => {
    const buffer = growable(bytes);
    return {
      value: new Uint8Array(buffer),
      disturb() {
        buffer.grow(4096);
        change(buffer);
      },
    };
  },
};
