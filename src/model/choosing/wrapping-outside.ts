import { type KeyObject, randomBytes } from 'node:crypto';
import { unwrapKey } from '../../calls/keys.ts';
import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { attempt, type Program, SESSION } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { WrappingKey } from '../../formats/key-wrap.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import type { Formats } from '../formats-loader.ts';
import type { Key } from '../keys/key.ts';
import { readPublicKey } from '../keys/key-material.ts';
import { readPublicHalf } from '../keys/public-half.ts';
import { handleOf, type ObjectReference } from '../objects/object.ts';
import type { SessionContext } from '../session/context.ts';
import {
  OUTSIDE_OPTIONS,
  type OutsideOptions,
  type Step,
  temporaryKey,
  type Way,
  waysFor,
} from './outside-ways.ts';

/**
 * What a key is wrapped with on its way to a token that takes no plain keys: an RSA key pair on the token (its private
 * key is enough where that tells the public one), or an AES key on the token whose value the caller has, too.
 */
export type WrapWith = OutsideOptions &
  (
    | { readonly privateKey: ObjectReference; readonly publicKey?: ObjectReference | undefined }
    | { readonly secretKey: ObjectReference; readonly value: BytesLike | KeyObject }
  );

/** Makes a key on the token from its bytes, and a template without them. */
export type Placing = (
  arena: Arena,
  formats: Formats,
  template: Template,
  payload: Uint8Array,
) => Program<Ulong>;

/** A way to place keys on the token that wraps them outside and unwraps them inside. */
export function placingWrapped(context: SessionContext, given: WrapWith): Placing {
  const what = 'importKey: wrapWith';
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`${what}: expected { privateKey } or { secretKey, value }, got ${describe(given)}`);
  }
  if ('secretKey' in given) {
    refuseUnknownOptions(what, given, [...OUTSIDE_OPTIONS, 'secretKey', 'value']);
    const { secretKey, value } = given;
    handleOf(`${what}: secretKey`, secretKey, context.session);
    if (value === undefined) throw new TypeError(`${what}: value: expected the value of the AES key`);
    return (arena, formats, template, payload) =>
      place({ context, arena, formats, key: secretKey as Key, outside: value }, given, template, payload);
  }
  refuseUnknownOptions(what, given, [...OUTSIDE_OPTIONS, 'privateKey', 'publicKey']);
  const { privateKey, publicKey } = given;
  handleOf(`${what}: privateKey`, privateKey, context.session);
  if (publicKey !== undefined) handleOf(`${what}: publicKey`, publicKey, context.session);
  return function* (arena, formats, template, payload) {
    const told =
      publicKey === undefined
        ? yield* readPublicHalf(arena, privateKey as Key, formats)
        : yield* readPublicKey(arena, publicKey as Key, formats);
    if (told === undefined) {
      throw new NotSupportedError(`${what}: the token does not tell the public key: pass { publicKey }`);
    }
    const outside = formats.fromTemplate(told, 'key-object');
    return yield* place(
      { context, arena, formats, key: privateKey as Key, outside },
      given,
      template,
      payload,
    );
  };
}

/** The key that wraps: as the token has it, and as it is outside. */
interface Wrapper {
  readonly context: SessionContext;
  readonly arena: Arena;
  readonly formats: Formats;
  readonly key: Key;
  readonly outside: WrappingKey;
}

function* place(
  wrapper: Wrapper,
  how: OutsideOptions,
  template: Template,
  payload: Uint8Array,
): Program<Ulong> {
  const { context, key } = wrapper;
  const objectClass = template.class === 'PRIVATE_KEY' ? 'PRIVATE_KEY' : 'SECRET_KEY';
  const ways = waysFor(context, key.keyType, objectClass, how);
  for (const [index, way] of ways.entries()) {
    try {
      return yield* goWay(wrapper, way, template, payload);
    } catch (error) {
      // Too long, or no multiple of eight: found out before anything is sent.
      if (!(error instanceof RangeError) || index === ways.length - 1) throw error;
    }
  }
  throw new NotSupportedError('importKey: wrapWith: there is no way');
}

function* goWay(
  { context, arena, formats, key, outside }: Wrapper,
  way: Way,
  template: Template,
  payload: Uint8Array,
): Program<Ulong> {
  const unwrap = function* (step: Step, by: Ulong, wrapped: Uint8Array, made: Template) {
    return (yield* unwrapKey(arena, step.inside, by, wrapped, made)).handle;
  };
  if ('inside' in way) {
    const wrapped = formats.wrapKeyBytes(payload, outside, way.options);
    return yield* unwrap(way, key.handle, wrapped, template);
  }
  const value = randomBytes(way.aesBits / 8);
  try {
    const first = formats.wrapKeyBytes(value, outside, way.temporary.options);
    const second = formats.wrapKeyBytes(payload, value, way.key.options);
    const temporary = yield* unwrap(way.temporary, key.handle, first, temporaryKey(context, {}));
    try {
      return yield* unwrap(way.key, temporary, second, template);
    } finally {
      yield attempt('C_DestroyObject', SESSION, temporary);
    }
  } finally {
    value.fill(0);
  }
}
