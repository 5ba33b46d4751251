import { findObjects } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import type { Formats } from '../formats-loader.ts';
import { createPlain } from '../interchange/importing-points.ts';
import { readSome, wipe } from '../objects/reading.ts';
import type { SessionContext } from '../session/context.ts';
import type { Key } from './key.ts';
import { type KeyReference, readPublicKey } from './key-material.ts';
import { publicKeyTemplate } from './key-templates.ts';
import type { PublicKey } from './public-key.ts';

/**
 * The public key that a private key's own attributes tell: its modulus, its point, CKA_PUBLIC_KEY_INFO or, where the
 * token shows it, the private value.
 */
export function* publicHalfByAttributes(
  arena: Arena,
  { keyType, handle }: KeyReference,
  formats: Formats,
): Program<KeyTemplate | undefined> {
  const { shared, public: ofPublic, secret } = formats.keyAttributes(keyType);
  const open = ofPublic.filter((name) => !secret.includes(name));
  const { values } = yield* readSome(arena, handle, [...shared, ...open, 'publicKeyInfo']);
  const kind = { class: 'PRIVATE_KEY', keyType } as KeyTemplate;
  const told = computed(formats, { ...kind, ...values });
  if (told !== undefined) return told;
  const secrets = yield* readSome(arena, handle, secret);
  try {
    return computed(formats, { ...kind, ...values, ...secrets.values });
  } finally {
    wipe(secrets.values);
  }
}

/** Attributes that tell too little, or make no sense, tell nothing. */
function computed(formats: Formats, template: KeyTemplate): KeyTemplate | undefined {
  return orUndefined(formats, () => formats.publicTemplateOf(template));
}

export function orUndefined<T>(formats: Formats, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof formats.FormatError) return undefined;
    throw error;
  }
}

/** What tells two public keys apart, whatever encoding the token has them in. */
export function identityOf(formats: Formats, publicKey: KeyTemplate | undefined): string | undefined {
  if (publicKey === undefined) return undefined;
  return orUndefined(formats, () => Buffer.from(formats.fromTemplate(publicKey, 'spki-der')).toString('hex'));
}

/** CKA_ID; undefined where it was never set, for then it names nothing. */
export function* idOf(arena: Arena, handle: Ulong): Program<Uint8Array<ArrayBuffer> | undefined> {
  const { values } = yield* readSome(arena, handle, ['id']);
  return values.id?.length ? values.id : undefined;
}

/** Finds objects, and looks at one after the other until one is the right one. */
export function* firstThat<T>(
  arena: Arena,
  query: Template,
  look: (handle: Ulong) => Program<T | undefined>,
): Program<T | undefined> {
  for (const handle of yield* findObjects(arena, query)) {
    const mark = arena.mark();
    const found = yield* look(handle);
    arena.release(mark);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface FoundKey {
  readonly handle: Ulong;
  readonly publicKey: KeyTemplate;
}

/** The object of a public key: by its id if that is not another's, else by the key itself. */
export function* findPublicKey(
  arena: Arena,
  keyType: Key['keyType'],
  id: Uint8Array | undefined,
  identity: string | undefined,
  formats: Formats,
): Program<FoundKey | undefined> {
  const query: Template = { class: 'PUBLIC_KEY', keyType };
  const look = function* (handle: Ulong): Program<FoundKey | undefined> {
    const publicKey = yield* readPublicKey(arena, { handle, keyType, objectClass: 'PUBLIC_KEY' }, formats);
    const own = identityOf(formats, publicKey);
    return own !== undefined && (identity ?? own) === own ? { handle, publicKey } : undefined;
  };
  const byId = id && (yield* firstThat(arena, { ...query, id }, look));
  return byId ?? (identity === undefined ? undefined : yield* firstThat(arena, query, look));
}

/** The public key in a certificate that has the id. */
function* certified(arena: Arena, id: Uint8Array, formats: Formats): Program<KeyTemplate | undefined> {
  return yield* firstThat(arena, { class: 'CERTIFICATE', id }, function* (handle) {
    const { values } = yield* readSome(arena, handle, ['value']);
    const { value } = values;
    return value?.length ? orUndefined(formats, () => formats.decodeCertificatePublicKey(value)) : undefined;
  });
}

/** The public half of a private key: from its own attributes, from a public key or a certificate with its id. */
export function* readPublicHalf(
  arena: Arena,
  key: KeyReference,
  formats: Formats,
): Program<KeyTemplate | undefined> {
  const own = yield* publicHalfByAttributes(arena, key, formats);
  if (own !== undefined) return own;
  const id = yield* idOf(arena, key.handle);
  if (id === undefined) return undefined;
  const found = yield* findPublicKey(arena, key.keyType, id, undefined, formats);
  return found?.publicKey ?? (yield* certified(arena, id, formats));
}

/** The public key of a private one: the token's, or one made of what the token tells, for this session. */
export function findingPublicKey(
  context: SessionContext,
  key: Key,
): (formats: Formats) => MakeProgram<PublicKey | undefined> {
  return (formats) =>
    function* (arena) {
      const { keyType } = key;
      const told = yield* publicHalfByAttributes(arena, key, formats);
      const { values } = yield* readSome(arena, key.handle, ['id', 'label']);
      const id = values.id?.length ? values.id : undefined;
      const found = yield* findPublicKey(arena, keyType, id, identityOf(formats, told), formats);
      const wrap = (handle: Ulong) =>
        context.wrap(handle, { objectClass: 'PUBLIC_KEY', keyType }) as PublicKey;
      if (found !== undefined) return wrap(found.handle);
      const material = told ?? (id && (yield* certified(arena, id, formats)));
      if (material === undefined) return undefined;
      const names = { id, label: values.label };
      const template = publicKeyTemplate('getPublicKey', keyType, names, material as Template);
      return wrap(yield* createPlain(arena, context, template, formats));
    };
}
