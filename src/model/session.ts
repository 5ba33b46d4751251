import { createObject } from '../calls/objects.ts';
import { generateRandom, seedRandom } from '../calls/random.ts';
import type { Template } from '../codec/attributes.ts';
import { type BytesLike, describe, toBytes } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import type { KeyTypeName } from '../codec/names.ts';
import { MultipleObjectsReturned, NoSuchKey } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Bytes } from './data.ts';
import { type DigestInput, type DigestOptions, runDigest, runDigestSync } from './digest.ts';
import { type DomainParameters, type DomainValues, LocalDomainParameters } from './domain-parameters.ts';
import {
  type GenerateKeyOptions,
  type GenerateKeyPairOptions,
  type GenerateParametersOptions,
  generatingKey,
  generatingKeyPair,
  generatingParameters,
} from './generation.ts';
import { Key } from './key.ts';
import type { Exact, KeyOf, KeyPair, ObjectOf } from './key-types.ts';
import type { AnyKey, SecretKey } from './keys.ts';
import type { Pkcs11Object } from './object.ts';
import { batches, describeQuery, representing, searching } from './search.ts';
import { SessionLifecycle } from './session-lifecycle.ts';
import { queryOf, type UriLike } from './uri-access.ts';

/** `local: false` stores or at least makes them on the token, for tokens that have such objects. */
export interface CreateParametersOptions {
  readonly local?: boolean | undefined;
  readonly store?: boolean | undefined;
  readonly label?: string | undefined;
}

/**
 * A session with a token: what its objects are found, made and used through. Any number of its methods may run at
 * once; they share its lanes, the native sessions it owns.
 */
export class Session extends SessionLifecycle {
  /** Random bytes from the token; `length` is in bytes. */
  async generateRandom(length: number): Promise<Bytes> {
    assertLength('generateRandom', length);
    return this.runner.run('generateRandom', (arena) => generateRandom(arena, length));
  }

  generateRandomSync(length: number): Bytes {
    assertLength('generateRandomSync', length);
    return this.runner.runSync('generateRandomSync', (arena) => generateRandom(arena, length));
  }

  /** Mixes bytes into the token's random generator. */
  seedRandom(seed: BytesLike): Promise<void> {
    return this.runner.run('seedRandom', (arena) => seedRandom(arena, toBytes('seed', seed)));
  }

  seedRandomSync(seed: BytesLike): void {
    this.runner.runSync('seedRandomSync', (arena) => seedRandom(arena, toBytes('seed', seed)));
  }

  /**
   * Digests data on the token; SHA-256 unless another mechanism is named. Secret keys may stand for data, alone or
   * among parts: their value is digested and stays on the token.
   */
  digest(data: DigestInput, options: DigestOptions = {}): Promise<Bytes> {
    return runDigest(this.context, data, options);
  }

  digestSync(data: DigestInput<Iterable<BytesLike | Key>>, options: DigestOptions = {}): Bytes {
    return runDigestSync(this.context, data, options);
  }

  /** Creates an object from its attributes; `{ token: true }` stores it. */
  async createObject<const T extends Template>(template: T & Exact<T>): Promise<ObjectOf<T>> {
    const wrap = this.#creating(template);
    return wrap(await this.runner.run('createObject', (arena) => createObject(arena, template)));
  }

  createObjectSync<const T extends Template>(template: T & Exact<T>): ObjectOf<T> {
    const wrap = this.#creating(template);
    return wrap(this.runner.runSync('createObjectSync', (arena) => createObject(arena, template)));
  }

  /** How what a template makes is represented, whatever becomes of the template meanwhile. */
  #creating<T extends Template>(template: T | undefined): (handle: Ulong) => ObjectOf<T> {
    const kind = { objectClass: template?.class ?? 'DATA', keyType: template?.keyType };
    return (handle) => this.context.wrap(handle, kind) as unknown as ObjectOf<T>;
  }

  /**
   * Finds the objects whose attributes equal the query's (all of them for `{}`), or that a PKCS #11 URI names. The search on the token is over before
   * the first object comes, so they may be changed, used and destroyed meanwhile, and the loop left at any time.
   */
  getObjects(uri: UriLike): AsyncGenerator<Pkcs11Object, void, undefined>;
  getObjects<const Q extends Template>(query: Q & Exact<Q>): AsyncGenerator<ObjectOf<Q>, void, undefined>;
  async *getObjects(query: Template | UriLike): AsyncGenerator<unknown, void, undefined> {
    const template = this.#query('getObjects', query);
    const handles = await this.runner.run('getObjects', searching(template));
    for (const batch of batches(handles)) {
      yield* await this.runner.run('getObjects', representing(this.context, template, batch));
    }
  }

  getObjectsSync(uri: UriLike): Generator<Pkcs11Object, void, undefined>;
  getObjectsSync<const Q extends Template>(query: Q & Exact<Q>): Generator<ObjectOf<Q>, void, undefined>;
  *getObjectsSync(query: Template | UriLike): Generator<unknown, void, undefined> {
    const template = this.#query('getObjectsSync', query);
    const handles = this.runner.runSync('getObjectsSync', searching(template));
    for (const batch of batches(handles)) {
      yield* this.runner.runSync('getObjectsSync', representing(this.context, template, batch));
    }
  }

  #query(method: string, query: Template | UriLike): Template {
    const isUri = typeof query === 'string' && /^pkcs11:/i.test(query);
    if (!isUri && (typeof query !== 'object' || query === null)) {
      throw new TypeError(
        `${method}: expected a query, {} for every object, or a URI (pkcs11:…), got ${describe(query)}`,
      );
    }
    return queryOf(query, this.token);
  }

  /**
   * Finds the one key that a query describes.
   * @throws NoSuchKey if there is none, MultipleObjectsReturned if there are several
   */
  getKey(uri: UriLike): Promise<AnyKey>;
  getKey<const Q extends Template>(query: Q & Exact<Q>): Promise<KeyOf<Q>>;
  async getKey(query: Template | UriLike): Promise<unknown> {
    const template = this.#query('getKey', query);
    const keys: unknown[] = [];
    for await (const object of this.getObjects(template)) keys.push(object);
    return onlyKey(template, keys);
  }

  getKeySync(uri: UriLike): AnyKey;
  getKeySync<const Q extends Template>(query: Q & Exact<Q>): KeyOf<Q>;
  getKeySync(query: Template | UriLike): unknown {
    const template = this.#query('getKeySync', query);
    return onlyKey(template, [...this.getObjectsSync(template)]);
  }

  /** Generates a secret key. Unless told otherwise it is a session key, sensitive and not extractable. */
  async generateKey(keyType: KeyTypeName | Ulong, options: GenerateKeyOptions = {}): Promise<SecretKey> {
    return this.runner.run('generateKey', generatingKey(this.context, keyType, options));
  }

  generateKeySync(keyType: KeyTypeName | Ulong, options: GenerateKeyOptions = {}): SecretKey {
    return this.runner.runSync('generateKeySync', generatingKey(this.context, keyType, options));
  }

  /** Generates a key pair: `bits` for RSA, DSA and DH, `curve` for EC, EC_EDWARDS and EC_MONTGOMERY. */
  async generateKeyPair<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyPairOptions = {},
  ): Promise<KeyPair<T>> {
    const pair = await this.runner.run('generateKeyPair', generatingKeyPair(this.context, keyType, options));
    return pair as unknown as KeyPair<T>;
  }

  generateKeyPairSync<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyPairOptions = {},
  ): KeyPair<T> {
    const program = generatingKeyPair(this.context, keyType, options);
    return this.runner.runSync('generateKeyPairSync', program) as unknown as KeyPair<T>;
  }

  /** Takes given domain parameters: `prime` and `base` (DH), with `subprime` (DSA), or `ecParams`. */
  createDomainParameters<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options: CreateParametersOptions & { readonly local: false },
  ): Promise<DomainParameters<T>>;
  createDomainParameters<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options?: CreateParametersOptions & { readonly local?: true | undefined },
  ): Promise<LocalDomainParameters<T>>;
  async createDomainParameters(
    keyType: KeyTypeName,
    values: DomainValues,
    options: CreateParametersOptions = {},
  ): Promise<unknown> {
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    return template === undefined
      ? new LocalDomainParameters(this.context, keyType, values)
      : this.createObject(template);
  }

  createDomainParametersSync<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options: CreateParametersOptions & { readonly local: false },
  ): DomainParameters<T>;
  createDomainParametersSync<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options?: CreateParametersOptions & { readonly local?: true | undefined },
  ): LocalDomainParameters<T>;
  createDomainParametersSync(
    keyType: KeyTypeName,
    values: DomainValues,
    options: CreateParametersOptions = {},
  ): unknown {
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    return template === undefined
      ? new LocalDomainParameters(this.context, keyType, values)
      : this.createObjectSync(template);
  }

  /** Has the token make domain parameters for DSA or DH. Large primes take minutes. */
  async generateDomainParameters<T extends KeyTypeName>(
    keyType: T,
    options: GenerateParametersOptions,
  ): Promise<DomainParameters<T>> {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, await this.runner.run('generateDomainParameters', program));
  }

  generateDomainParametersSync<T extends KeyTypeName>(
    keyType: T,
    options: GenerateParametersOptions,
  ): DomainParameters<T> {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, this.runner.runSync('generateDomainParametersSync', program));
  }

  #parameters<T extends KeyTypeName>(keyType: T, handle: Ulong): DomainParameters<T> {
    return this.context.wrap(handle, { objectClass: 'DOMAIN_PARAMETERS', keyType }) as DomainParameters<T>;
  }
}

/** More random bytes than anyone asks of a token in one call. */
const MOST_RANDOM = 1 << 26;

function assertLength(method: string, length: unknown): asserts length is number {
  if (typeof length !== 'number')
    throw new TypeError(`${method}: length: expected bytes as a number, got ${describe(length)}`);
  if (!Number.isInteger(length) || length < 0 || length > MOST_RANDOM) {
    throw new RangeError(`${method}: length: expected an integer from 0 to ${MOST_RANDOM}, got ${length}`);
  }
}

function onlyKey(query: Template, found: readonly unknown[]): Key {
  const keys = found.filter((object): object is Key => object instanceof Key);
  const [key] = keys;
  if (key === undefined) throw new NoSuchKey(describeQuery(query));
  if (keys.length > 1) throw new MultipleObjectsReturned(describeQuery(query), keys.length);
  return key;
}

/** The template of parameters on the token; undefined for local ones, the default (policy: nothing has to store them). */
function parametersTemplate(
  keyType: KeyTypeName,
  values: DomainValues,
  options: CreateParametersOptions,
): (Template & { readonly class: 'DOMAIN_PARAMETERS' }) | undefined {
  refuseUnknownOptions('createDomainParameters', options, ['local', 'store', 'label']);
  if (options.local ?? options.store !== true) return undefined;
  return {
    class: 'DOMAIN_PARAMETERS',
    keyType,
    token: options.store ?? false,
    label: options.label,
    ...values,
  };
}
