import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, snapshot } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { type KeyTypeName, keyTypes } from '../../codec/names.ts';
import { CALL_OPTIONS, withoutLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { attempt, type Program, SESSION } from '../../core/program.ts';
import type { KeyTemplate, Templates } from '../../formats/key-template.ts';
import type { FormatInput } from '../../formats/to-templates.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { type Placing, placingWrapped, type WrapWith } from '../choosing/wrapping-outside.ts';
import type { Formats } from '../formats-loader.ts';
import {
  NEW_KEY_OPTIONS,
  type NewKeyOptions,
  privateKeyTemplate,
  publicKeyTemplate,
  secretKeyTemplate,
} from '../keys/key-templates.ts';
import type { PrivateKeyOf, PublicKeyOf, SecretKeyTypeName } from '../keys/key-types.ts';
import { makingKey } from '../keys/new-key.ts';
import type { SecretKey } from '../keys/secret-key.ts';
import type { Certificate } from '../objects/certificate.ts';
import { wipe } from '../objects/reading.ts';
import type { SessionContext } from '../session/context.ts';
import { creatingCertificate } from './importing-certificates.ts';
import { createPlain } from './importing-points.ts';

/** Anything that holds a key: PEM, DER, JWK, `KeyObject`, `CryptoKey`, `X509Certificate`, the bytes of a secret key. */
export type KeyInput = FormatInput;

type ImportedClass = 'SECRET_KEY' | 'PRIVATE_KEY' | 'PUBLIC_KEY';

export interface ImportKeyOptions extends NewKeyOptions {
  /** Imports this key of all that is in the input, and returns it alone. */
  readonly as?: ImportedClass | undefined;
  /**
   * The type that the key must be of. With the type of a secret key, bytes are the key itself; without it they are PEM,
   * DER or a JWK.
   */
  readonly keyType?: KeyTypeName | undefined;
  /** Opens an encrypted key. */
  readonly passphrase?: BytesLike | undefined;
  /** Attributes of one of the two keys of a pair only; `template` is for both. */
  readonly publicTemplate?: Template | undefined;
  readonly privateTemplate?: Template | undefined;
  /**
   * For tokens that take no plain keys: the key is wrapped here, and unwrapped on the token with the private key or the
   * AES key of these.
   */
  readonly wrapWith?: WrapWith | undefined;
}

/** What was in the input, each as an object on the token. A private key brings its public key along. */
export interface ImportedKeys<T = unknown> {
  readonly publicKey?: PublicKeyOf<T>;
  readonly privateKey?: PrivateKeyOf<T>;
  readonly secretKey?: SecretKey;
  /** The certificate of the key. */
  readonly certificate?: Certificate;
  /** The other certificates. */
  readonly chain?: readonly Certificate[];
}

type TypeIn<O> = O extends { readonly keyType: infer T } ? T : unknown;

/** What `importKey` returns: the one key that `as` names, or everything that was in the input. */
export type ImportedKey<O> = O extends { readonly as: 'SECRET_KEY' }
  ? SecretKey
  : O extends { readonly as: 'PUBLIC_KEY' }
    ? PublicKeyOf<TypeIn<O>>
    : O extends { readonly as: 'PRIVATE_KEY' }
      ? PrivateKeyOf<TypeIn<O>>
      : O extends { readonly keyType: SecretKeyTypeName }
        ? { readonly secretKey: SecretKey }
        : ImportedKeys<TypeIn<O>>;

const OPTIONS = [
  ...NEW_KEY_OPTIONS,
  'as',
  'keyType',
  'passphrase',
  'publicTemplate',
  'privateTemplate',
  'wrapWith',
];

/** The member of what is imported, by the class of key. */
const MEMBERS = { SECRET_KEY: 'secretKey', PRIVATE_KEY: 'privateKey', PUBLIC_KEY: 'publicKey' } as const;

export function importing<const O extends ImportKeyOptions>(
  context: SessionContext,
  givenInput: KeyInput,
  givenOptions: O,
): Importing<ImportedKey<O>> {
  refuseUnknownOptions('importKey', givenOptions, OPTIONS, CALL_OPTIONS);
  const { as } = givenOptions;
  if (as !== undefined && !Object.hasOwn(MEMBERS, as)) {
    throw new RangeError(`importKey: as: expected ${Object.keys(MEMBERS).join(', ')}`);
  }
  if (givenOptions.keyType !== undefined) keyTypes.number('importKey: keyType', givenOptions.keyType);
  const input = snapshot(givenInput);
  const options = snapshot(withoutLimits(givenOptions));
  const placing = options.wrapWith && placingWrapped(context, options.wrapWith);
  const { idBytes: longestId = Number.POSITIVE_INFINITY } = context.profile.traits;
  const { keyType, passphrase } = options;
  const reading = (formats: Formats) => ({
    passphrase,
    as: keyType !== undefined && !formats.isPairType(keyType) ? keyType : undefined,
  });
  let found: Templates | undefined;
  // Copies of the caller's, whose bytes may be the key.
  const over = (): void => {
    if (input instanceof Uint8Array) input.fill(0);
    wipe({ passphrase });
    wipe(options.wrapWith);
    wipe(found?.privateKey);
    wipe(found?.secretKey);
  };
  const creating = (formats: Formats, read: () => Templates): MakeProgram<ImportedKey<O>> =>
    function* (arena) {
      try {
        found = read();
        assertFound(formats, found, keyType);
        const { publicKey } = found;
        // An id that key and certificate share is how they are found by each other.
        const own = publicKey && formats.publicKeyId(publicKey as Template);
        const id = options.id ?? (own && own.byteLength > longestId ? undefined : own);
        const made = yield* createAll(
          context,
          arena,
          as ? chosen(found, as) : found,
          { ...options, id },
          placing,
          formats,
        );
        return (as ? made[MEMBERS[as]] : made) as ImportedKey<O>;
      } finally {
        over();
      }
    };
  return {
    now: (formats) => creating(formats, () => formats.toTemplates(input, reading(formats))),
    async later(formats) {
      const read = await formats.toTemplatesLater(input, reading(formats));
      // Before the program begins: it may never.
      found = read;
      return creating(formats, () => read);
    },
    over,
  };
}

/** An import, for those who can wait for the key of a passphrase and those who cannot. */
interface Importing<T> {
  now(formats: Formats): MakeProgram<T>;
  later(formats: Formats): Promise<MakeProgram<T>>;
  /** Wipes what was copied and read; to be called in the end, whether or not there was a program. */
  over(): void;
}

/** Whether there is a key in the input, of the type that was asked for. */
function assertFound(formats: Formats, found: Templates, keyType: ImportKeyOptions['keyType']): void {
  const key = found.privateKey ?? found.secretKey ?? found.publicKey;
  if (key === undefined && found.certificate === undefined) {
    throw new formats.FormatError('importKey: there is no key in the input, but domain parameters');
  }
  if (keyType !== undefined && key?.keyType !== keyType) {
    throw new RangeError(`importKey: keyType: expected a key of type ${keyType}, got ${key?.keyType}`);
  }
}

function chosen(found: Templates, as: ImportedClass): Templates {
  const member = MEMBERS[as];
  if (found[member] === undefined) {
    throw new RangeError(
      `importKey: as: there is no ${as} in the input, but ${Object.keys(found).join(', ')}`,
    );
  }
  return { [member]: found[member] };
}

/** Makes all that was found, or nothing: what was made before something failed is destroyed. */
function* createAll(
  context: SessionContext,
  arena: Arena,
  found: Templates,
  options: ImportKeyOptions,
  placing: Placing | undefined,
  formats: Formats,
): Program<ImportedKeys> {
  const made: Ulong[] = [];
  const create = function* (key: NewKey) {
    const handle = yield* createKey(arena, context, key, options, placing, formats);
    made.push(handle);
    const { class: objectClass, keyType } = key.template;
    return context.wrap(handle, { objectClass: objectClass!, keyType });
  };
  const result: Record<string, unknown> = {};
  try {
    for (const [member, key] of Object.entries(newKeys(context, found, options))) {
      result[member] = yield* create(key);
    }
    const naming = { label: options.label, id: options.id, store: options.store };
    if (found.certificate) {
      const certificate: Certificate = yield* creatingCertificate(context, found.certificate, naming)(arena);
      made.push(certificate.handle);
      result.certificate = certificate;
    }
    const chain: Certificate[] = [];
    for (const each of found.chain ?? []) {
      // Those above are not the key's: they get neither its label nor its id.
      chain.push(yield* creatingCertificate(context, each, { store: options.store })(arena));
      made.push(chain.at(-1)!.handle);
    }
    if (found.chain) result.chain = chain;
    return result;
  } catch (error) {
    for (const handle of made) yield attempt('C_DestroyObject', SESSION, handle);
    throw error;
  }
}

/** What a key is made of, and the attributes that it shall have besides. */
interface NewKey {
  readonly template: Template;
  /** What the caller wants of this key alone. */
  readonly given: Template | undefined;
  readonly material: KeyTemplate;
}

function newKeys(
  context: SessionContext,
  { privateKey, secretKey, publicKey }: Templates,
  options: ImportKeyOptions,
): Record<string, NewKey> {
  const method = 'importKey';
  const { loggedIn } = context.session;
  const { privateTemplate, publicTemplate } = options;
  return {
    ...(privateKey && {
      privateKey: {
        material: privateKey,
        given: privateTemplate,
        template: {
          ...privateKeyTemplate(method, privateKey.keyType!, options, loggedIn),
          ...privateTemplate,
        },
      },
    }),
    ...(secretKey && {
      secretKey: {
        material: secretKey,
        given: undefined,
        template: secretKeyTemplate(method, secretKey.keyType!, options, loggedIn),
      },
    }),
    ...(publicKey && {
      publicKey: {
        material: publicKey,
        given: publicTemplate,
        template: { ...publicKeyTemplate(method, publicKey.keyType!, options, {}), ...publicTemplate },
      },
    }),
  };
}

/** Public keys come plain in any case; the others as the token takes them. */
function* createKey(
  arena: Arena,
  context: SessionContext,
  { template, material, given }: NewKey,
  options: ImportKeyOptions,
  placing: Placing | undefined,
  formats: Formats,
): Program<Ulong> {
  const plain = placing === undefined || template.class === 'PUBLIC_KEY';
  const made = {
    ...{ method: 'importKey', keyType: material.keyType!, options, keys: [{ template, given }] },
    handles: (handle: Ulong) => [handle],
  };
  if (plain) {
    return yield* makingKey(arena, context, {
      ...made,
      fn: 'C_CreateObject',
      mechanism: undefined,
      // The key itself goes straight into memory that is wiped.
      make: ([adapted]) => createPlain(arena, context, { ...(material as Template), ...adapted }, formats),
    });
  }
  const payload = formats.fromTemplate(
    material as Template,
    template.class === 'SECRET_KEY' ? 'raw' : 'pkcs8-der',
  );
  try {
    return yield* makingKey(arena, context, {
      ...made,
      fn: 'C_UnwrapKey',
      mechanism: undefined,
      make: ([adapted]) => placing(arena, formats, adapted!, payload),
    });
  } finally {
    payload.fill(0);
  }
}
