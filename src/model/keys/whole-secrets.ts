import { attributeValue, getAttributes } from '../../calls/attributes.ts';
import { deriveKey } from '../../calls/keys.ts';
import { createObject, destroyObject } from '../../calls/objects.ts';
import { attribute, type Template } from '../../codec/attributes.ts';
import type { ChosenMechanism } from '../../codec/mechanisms.ts';
import type { KeyTypeName, MechanismName } from '../../codec/names.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { withPublicValue } from '../choosing/public-value.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import type { Key } from './key.ts';
import type { NewKeyOptions } from './key-templates.ts';
import { makingKey } from './new-key.ts';

/** A key that is to be derived. */
interface Wanted {
  readonly key: Key;
  readonly mechanism: ChosenMechanism;
  readonly keyType: KeyTypeName | Ulong;
  readonly template: Template;
  readonly options: NewKeyOptions;
}

/**
 * For tokens whose derived keys hold the whole secret, whatever size is asked for: such a key of AES would be of 192
 * bytes, and openCryptoki 3.8 ends the process when it is used. A key that may be read is cut here.
 * @returns the handle; undefined if the token may derive the key itself
 * @throws NotSupportedError for a key that only the token could cut
 */
export function* cuttingSecret(
  arena: Arena,
  context: SessionContext,
  wanted: Wanted,
): Program<Ulong | undefined> {
  const { key, mechanism, keyType, template, options } = wanted;
  const holders = context.profile.traits.wholeSecrets?.[mechanism.name as MechanismName];
  if (holders === undefined) return undefined;
  const { valueLen, sensitive, extractable, ...others } = template;
  const size = (yield* readBytes(arena, key.handle, 'prime')).byteLength;
  if (holders.includes(keyType as KeyTypeName) && (valueLen ?? size) === size) return undefined;
  if (typeof valueLen !== 'number' || valueLen > size || sensitive !== false || extractable !== true) {
    const advice = 'a shorter one may be had as { bits, template: { sensitive: false, extractable: true } }';
    throw new NotSupportedError(
      `deriveKey: bits: the token derives ${holders.join(', ')} keys of ${size * 8} bits only; ${advice}`,
    );
  }
  const { class: objectClass, private: hidden } = template;
  const whole: Template = { class: objectClass, keyType: holders[0], private: hidden, token: false };
  const readable = { ...whole, sensitive, extractable };
  const { handle } = yield* withPublicValue(arena, context, key, mechanism, (each) =>
    deriveKey(arena, each, key.handle, readable),
  );
  let secret: Bytes | undefined;
  try {
    secret = yield* readBytes(arena, handle, 'value');
    // PKCS #11 v3.2 §6.4.7: bytes are taken from the leading end.
    const value = secret.subarray(-valueLen);
    return yield* makingKey(arena, context, {
      ...{ method: 'deriveKey', fn: 'C_CreateObject', keyType, options },
      keys: [{ template: { ...others, sensitive, extractable } }],
      mechanism: undefined,
      make: ([adapted]) => createObject(arena, { ...adapted, value }),
      handles: (made) => [made],
    });
  } finally {
    secret?.fill(0);
    yield* destroyObject(handle);
  }
}

function* readBytes(arena: Arena, handle: Ulong, name: 'prime' | 'value'): Program<Bytes> {
  const [result] = yield* getAttributes(arena, handle, [attribute(name)]);
  return attributeValue(result!) as Bytes;
}
