import assert from 'node:assert/strict';
import { types } from 'node:util';
import { Pkcs11Object } from '../../src/index.ts';
import type { Failure, Outcomes } from './outcomes.ts';
import type { TargetName, World } from './world.ts';

type Check = (result: unknown, world: World) => boolean;

/** One method, called in one way. */
export interface Row {
  readonly target: TargetName;
  readonly method: string | symbol;
  /** How it is called, where there are several rows for one method. */
  readonly variant?: string | undefined;
  readonly arguments: (world: World) => unknown[];
  /** What it does where nothing is in its way: something that fits, or the token's refusal. */
  readonly normally: Check | Failure;
  readonly outcomes: Outcomes;
  /** What it is called on where it consumes that, such as `close`: something like the target, made for this one call. */
  readonly fresh?: ((world: World) => Promise<object>) | undefined;
}

type Extras = Partial<Pick<Row, 'variant' | 'fresh'>>;

/** A row of the table. */
export function row(
  target: TargetName,
  method: string | symbol,
  args: unknown[] | ((world: World) => unknown[]),
  normally: Check | Failure,
  outcomes: Outcomes,
  extras: Extras = {},
): Row {
  const make = typeof args === 'function' ? args : () => args;
  return { target, method, arguments: make, normally, outcomes, ...extras };
}

// What comes back.

export const isBytes: Check = (value) => value instanceof Uint8Array && value.length > 0;
export const isBytesOrNone: Check = (value) => value instanceof Uint8Array;
export const isObject: Check = (value) => value instanceof Pkcs11Object;
export const isNothing: Check = (value) => value === undefined;
export const isTrue: Check = (value) => value === true;
export const isFalse: Check = (value) => value === false;
export const isString: Check = (value) => typeof value === 'string' && value !== '';
export const isDefined: Check = (value) => value !== undefined && value !== null;
export const isPair: Check = (value, world) => {
  const { publicKey, privateKey } = value as Record<string, unknown>;
  return isObject(publicKey, world) && isObject(privateKey, world);
};
export const isText =
  (text: string): Check =>
  (value) =>
    types.isUint8Array(value) && Buffer.from(value).toString() === text;
/** As many as there are, each of the kind. */
export const are =
  (check: Check): Check =>
  (value, world) =>
    Array.isArray(value) && value.every((each) => check(each, world));
/** The same, and not none. */
export const isFull =
  (check: Check): Check =>
  (value, world) =>
    are(check)(value, world) && (value as unknown[]).length > 0;

/** The method of the same name that does not wait. */
export function twin(method: string | symbol): string | undefined {
  return typeof method === 'string' ? `${method}Sync` : undefined;
}

/** Reads a property or calls a method, and takes everything out of what it returns. */
export async function invoke(target: object, method: string | symbol, args: unknown[]): Promise<unknown> {
  assert.ok(method in target, `there is no ${String(method)}`);
  const value = (target as Record<string | symbol, unknown>)[method];
  if (!isFunction(value)) return value;
  const returned: unknown = await call(target, value, args, twin(method)! in target);
  if (isIterator(returned)) {
    const all: unknown[] = [];
    for await (const each of returned) all.push(each);
    return all;
  }
  return isStreamPair(returned) ? pump(returned) : returned;
}

/** A method that has a synchronous twin rejects: nobody expects it to throw. */
function call(
  target: object,
  method: (...args: unknown[]) => unknown,
  args: unknown[],
  asynchronous: boolean,
) {
  try {
    return method.apply(target, args);
  } catch (error) {
    if (!asynchronous) throw error;
    assert.fail(`throws instead of rejecting: ${error}`);
  }
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

function isIterator(value: unknown): value is AsyncIterable<unknown> {
  return typeof (value as { next?: unknown } | undefined)?.next === 'function';
}

interface Pair {
  readonly readable: AsyncIterable<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

function isStreamPair(value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'readable' in value && 'writable' in value;
}

/** Sends two blocks through a pair of Web Streams. */
async function pump({ readable, writable }: Pair): Promise<Uint8Array> {
  const writer = writable.getWriter();
  const written = (async () => {
    await writer.write(new Uint8Array(32));
    await writer.close();
  })();
  const parts: Uint8Array[] = [];
  const read = (async () => {
    for await (const part of readable) parts.push(part);
  })();
  await Promise.all([written, read, writer.closed]);
  return Uint8Array.from(Buffer.concat(parts));
}
