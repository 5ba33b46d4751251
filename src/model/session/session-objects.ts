import { createObject } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
import { describe, snapshot } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { CALL_OPTIONS, type CallOptions, callOptions, limitOf, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { MultipleObjectsReturned, NoSuchKey } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { queryOf, type UriLike } from '../device/uri-access.ts';
import { Key } from '../keys/key.ts';
import type { Exact, KeyOf, ObjectOf } from '../keys/key-types.ts';
import type { AnyKey } from '../keys/keys.ts';
import {
  type DomainParameters,
  type DomainValues,
  LocalDomainParameters,
} from '../objects/domain-parameters.ts';
import { assertFreeHandle } from '../objects/free-handle.ts';
import type { Pkcs11Object } from '../objects/object.ts';
import { batches, describeQuery, representing, searching } from './search.ts';
import { SessionLifecycle } from './session-lifecycle.ts';

/** `local: false` stores or at least makes them on the token, for tokens that have such objects. */
export interface CreateParametersOptions {
  readonly local?: boolean | undefined;
  readonly store?: boolean | undefined;
  readonly label?: string | undefined;
}

/** What a session does with objects: making, finding and looking them up. */
export abstract class SessionObjects extends SessionLifecycle {
  /** Creates an object from its attributes; `{ token: true }` stores it. */
  async createObject<const T extends Template>(
    template: T & Exact<T>,
    options?: CallOptions,
  ): Promise<ObjectOf<T>> {
    const wrap = this.#creating(template);
    return wrap(
      await this.runner.run(
        'createObject',
        this.#making('createObject', template),
        callOptions('createObject', options),
      ),
    );
  }

  createObjectSync<const T extends Template>(template: T & Exact<T>): ObjectOf<T> {
    const wrap = this.#creating(template);
    return wrap(this.runner.runSync('createObjectSync', this.#making('createObjectSync', template)));
  }

  #making(method: string, template: Template): MakeProgram<Ulong> {
    const { context } = this;
    if (context.profile.traits.countedHandles !== true) return (arena) => createObject(arena, template);
    const kept = snapshot(template);
    return function* (arena) {
      yield* assertFreeHandle(arena, context, method);
      return yield* createObject(arena, kept);
    };
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
  getObjects(uri: UriLike, options?: CallOptions): AsyncGenerator<Pkcs11Object, void, undefined>;
  getObjects<const Q extends Template>(
    query: Q & Exact<Q>,
    options?: CallOptions,
  ): AsyncGenerator<ObjectOf<Q>, void, undefined>;
  async *getObjects(
    query: Template | UriLike,
    options?: CallOptions,
  ): AsyncGenerator<unknown, void, undefined> {
    const template = this.#query('getObjects', query);
    const limit = limitOf('getObjects', callOptions('getObjects', options));
    const run = <T>(make: MakeProgram<T>): Promise<T> => {
      const running = this.runner.runWithin(limit, 'getObjects', make);
      return limit?.race(running) ?? running;
    };
    try {
      const handles = await run(searching(template));
      for (const batch of batches(handles)) yield* await run(representing(this.context, template, batch));
    } finally {
      limit?.end();
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
  getKey(uri: UriLike, options?: CallOptions): Promise<AnyKey>;
  getKey<const Q extends Template>(query: Q & Exact<Q>, options?: CallOptions): Promise<KeyOf<Q>>;
  async getKey(query: Template | UriLike, options?: CallOptions): Promise<unknown> {
    const template = this.#query('getKey', query);
    const keys: unknown[] = [];
    for await (const object of this.getObjects(template, callOptions('getKey', options))) keys.push(object);
    return onlyKey(template, keys);
  }

  getKeySync(uri: UriLike): AnyKey;
  getKeySync<const Q extends Template>(query: Q & Exact<Q>): KeyOf<Q>;
  getKeySync(query: Template | UriLike): unknown {
    const template = this.#query('getKeySync', query);
    return onlyKey(template, [...this.getObjectsSync(template)]);
  }

  /** Takes given domain parameters: `prime` and `base` (DH), with `subprime` (DSA), or `ecParams`. */
  createDomainParameters<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options: CreateParametersOptions & CallOptions & { readonly local: false },
  ): Promise<DomainParameters<T>>;
  createDomainParameters<T extends KeyTypeName>(
    keyType: T,
    values: DomainValues,
    options?: CreateParametersOptions & CallOptions & { readonly local?: true | undefined },
  ): Promise<LocalDomainParameters<T>>;
  async createDomainParameters(
    keyType: KeyTypeName,
    values: DomainValues,
    options: CreateParametersOptions & CallOptions = {},
  ): Promise<unknown> {
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    if (template === undefined) return new LocalDomainParameters(this.context, keyType, values);
    const { signal, timeout } = options;
    return this.createObject(template, { signal, timeout });
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
    refuseLimits('createDomainParametersSync', options);
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    return template === undefined
      ? new LocalDomainParameters(this.context, keyType, values)
      : this.createObjectSync(template);
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
  refuseUnknownOptions('createDomainParameters', options, ['local', 'store', 'label'], CALL_OPTIONS);
  if (options.local === true && options.store === true) {
    throw new RangeError(
      'createDomainParameters: store: parameters that are local are stored nowhere: pass { local: false }',
    );
  }
  if (options.local ?? options.store !== true) return undefined;
  return {
    class: 'DOMAIN_PARAMETERS',
    keyType,
    token: options.store ?? false,
    label: options.label,
    ...values,
  };
}
