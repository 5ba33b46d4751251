import type { AttributeName } from '../../codec/attributes.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import type { Formats } from '../formats-loader.ts';
import { type Readable, readSome, wipe } from '../objects/reading.ts';
import type { Key } from './key.ts';

/** A key by what programs need of it: what was just found has no object yet. */
export type KeyReference = Pick<Key, 'handle' | 'keyType' | 'objectClass'>;

/** The attributes that a public key consists of, as far as the token tells them. */
export function* readPublicKey(
  arena: Arena,
  { handle, keyType }: KeyReference,
  formats: Formats,
): Program<KeyTemplate> {
  const kind = { class: 'PUBLIC_KEY', keyType } as KeyTemplate;
  const { shared, public: ofPublic } = formats.keyAttributes(keyType);
  const names = [...shared, ...ofPublic];
  const { values } = yield* readSome(arena, handle, names);
  if (names.every((name) => isThere(values, name))) return { ...kind, ...values };
  // A token may have nothing but the whole (PKCS #11 v3.2 §4.8, CKA_PUBLIC_KEY_INFO).
  const whole = (yield* readSome(arena, handle, ['publicKeyInfo'])).values.publicKeyInfo;
  return (whole?.length && formats.toTemplates(whole).publicKey) || { ...kind, ...values };
}

function isThere(values: Readable, name: AttributeName): boolean {
  const value = values[name];
  return value !== undefined && !(value instanceof Uint8Array && value.length === 0);
}

/**
 * The attributes that a key consists of; for `wipe` when they have been used.
 * @throws Pkcs11Error where the token keeps one of them to itself, saying why
 */
export function* readKey(arena: Arena, key: KeyReference, formats: Formats): Program<KeyTemplate> {
  const { keyType, objectClass, handle } = key;
  if (objectClass === 'PUBLIC_KEY') return yield* readPublicKey(arena, key, formats);
  const { shared, secret } = formats.keyAttributes(keyType);
  const names = [...shared, ...secret];
  const { values, answers } = yield* readSome(arena, handle, [...names, 'sensitive', 'extractable']);
  for (const name of names) {
    const answer = answers.get(name)!;
    if (!('error' in answer) || !(answer.error instanceof Pkcs11Error)) continue;
    const { rv, fn } = answer.error;
    // tpm2-pkcs11 has no such attributes at all.
    const hidden = rv === CKR.ATTRIBUTE_TYPE_INVALID && secret.includes(name) && reason(values) !== '';
    if (rv !== CKR.ATTRIBUTE_SENSITIVE && !hidden) continue;
    wipe(values);
    throw new Pkcs11Error(rv, fn, { detail: `${name} stays on the token${reason(values)}` });
  }
  const { sensitive: _, extractable: __, ...parts } = values;
  return { class: objectClass, keyType, ...parts } as KeyTemplate;
}

/** Which attribute of the key forbids it. */
function reason({ sensitive, extractable }: Readable): string {
  const reasons = [
    ...(sensitive === true ? ['sensitive is true'] : []),
    ...(extractable === false ? ['extractable is false'] : []),
  ];
  return reasons.length === 0 ? '' : `: its ${reasons.join(', and ')}`;
}
