import { inspect } from 'node:util';
import { type AttributeResult, attributeValue, getAttributes } from '../../calls/attributes.ts';
import { copyObject, destroyObject, getObjectSize, setAttributes } from '../../calls/objects.ts';
import {
  type AttributeDefinition,
  type AttributeName,
  type AttributeValues,
  attribute,
  type Template,
} from '../../codec/attributes.ts';
import { describe } from '../../codec/bytes.ts';
import type { ObjectClassName } from '../../codec/names.ts';
import { formatUri } from '../../codec/uri/uri.ts';
import { uriPartsOf } from '../../codec/uri/uri-match.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import type { ObjectKind, SessionContext } from '../session/context.ts';
import type { Session } from '../session/session.ts';
import { inspectAs } from './inspect.ts';

/** What identifies an object to other operations. */
export interface ObjectReference {
  readonly handle: Ulong;
  readonly session: Session;
}

/** Values by name; undefined where the object has no such attribute or the token does not reveal it. */
export type AttributeRecord<N extends AttributeName> = { -readonly [K in N]: AttributeValues[K] | undefined };

/** An object on the token: a handle, valid as long as its session (PKCS #11 v3.2 §4 Objects). */
export class Pkcs11Object {
  readonly handle: Ulong;
  readonly #kind: ObjectKind;
  readonly #context: SessionContext;

  /** Objects come from a session: by creation, generation or search. */
  constructor(context: SessionContext, handle: Ulong, kind: ObjectKind) {
    this.#context = context;
    this.handle = handle;
    this.#kind = kind;
  }

  /** Its class: `'PRIVATE_KEY'`, `'DATA'` …, or a vendor's number. */
  get objectClass(): ObjectClassName | Ulong {
    return this.#kind.objectClass;
  }

  get session(): Session {
    return this.#context.session;
  }

  /** @internal */
  protected get context(): SessionContext {
    return this.#context;
  }

  /**
   * Reads one attribute.
   * @throws Pkcs11Error CKR_ATTRIBUTE_SENSITIVE or CKR_ATTRIBUTE_TYPE_INVALID if the token does not give it.
   */
  get<N extends AttributeName>(name: N, options?: CallOptions): Promise<AttributeValues[N]>;
  /** Reads a vendor's attribute by number, as bytes. */
  get(vendor: number, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** Reads several attributes; the same as `getMany`. */
  get<const N extends AttributeName>(names: readonly N[], options?: CallOptions): Promise<AttributeRecord<N>>;
  async get(
    what: AttributeName | number | readonly AttributeName[],
    options?: CallOptions,
  ): Promise<unknown> {
    if (Array.isArray(what)) return this.getMany(what as AttributeName[], options);
    const definition = attribute(what as AttributeName);
    const [result] = await this.#context.runner.run(
      'get',
      this.#reading([definition]),
      callOptions('get', options),
    );
    return attributeValue(result!);
  }

  getSync<N extends AttributeName>(name: N): AttributeValues[N];
  getSync(vendor: number): Uint8Array<ArrayBuffer>;
  getSync<const N extends AttributeName>(names: readonly N[]): AttributeRecord<N>;
  getSync(what: AttributeName | number | readonly AttributeName[]): unknown {
    if (Array.isArray(what)) return this.getManySync(what as AttributeName[]);
    const definition = attribute(what as AttributeName);
    const [result] = this.#context.runner.runSync('getSync', this.#reading([definition]));
    return attributeValue(result!);
  }

  /** Reads several attributes in one call. What the token does not give is undefined, and spoils nothing else. */
  async getMany<const N extends AttributeName>(
    names: readonly N[],
    options?: CallOptions,
  ): Promise<AttributeRecord<N>> {
    const definitions = names.map(attribute);
    return record(
      definitions,
      await this.#context.runner.run('getMany', this.#reading(definitions), callOptions('getMany', options)),
    );
  }

  getManySync<const N extends AttributeName>(names: readonly N[]): AttributeRecord<N> {
    const definitions = names.map(attribute);
    return record(definitions, this.#context.runner.runSync('getManySync', this.#reading(definitions)));
  }

  #reading(definitions: readonly AttributeDefinition[]): MakeProgram<AttributeResult[]> {
    return (arena) => getAttributes(arena, this.handle, definitions);
  }

  /** Changes attributes. Needs a read-write session for a token object. */
  async set(values: Template, options?: CallOptions): Promise<void> {
    return this.#context.runner.run(
      'set',
      (arena) => setAttributes(arena, this.handle, values),
      callOptions('set', options),
    );
  }

  setSync(values: Template): void {
    this.#context.runner.runSync('setSync', (arena) => setAttributes(arena, this.handle, values));
  }

  /** Copies the object, with some attributes changed; `{ token: true }` stores a session object, for example. */
  async copy(changes: Template = {}, options?: CallOptions): Promise<this> {
    const { runner } = this.#context;
    return this.#alike(
      await runner.run(
        'copy',
        (arena) => copyObject(arena, this.handle, changes),
        callOptions('copy', options),
      ),
    );
  }

  copySync(changes: Template = {}): this {
    const { runner } = this.#context;
    return this.#alike(runner.runSync('copySync', (arena) => copyObject(arena, this.handle, changes)));
  }

  /** A copy is of the same kind as its original. */
  #alike(handle: Ulong): this {
    return this.#context.wrap(handle, this.#kind) as this;
  }

  /** Destroys the object, on the token too if it is stored there. */
  async destroy(options?: CallOptions): Promise<void> {
    const program = () => destroyObject(this.handle);
    await this.#context.runner.run('destroy', program, callOptions('destroy', options));
  }

  destroySync(): void {
    this.#context.runner.runSync('destroySync', () => destroyObject(this.handle));
  }

  /** The PKCS #11 URI (RFC 7512) of the object: its token, class, label and id. */
  async getUri(options?: CallOptions): Promise<string> {
    return this.#uri(await this.getMany(['label', 'id'], options));
  }

  getUriSync(): string {
    return this.#uri(this.getManySync(['label', 'id']));
  }

  #uri(names: AttributeRecord<'label' | 'id'>): string {
    return formatUri(
      uriPartsOf({ token: this.session.token, object: { class: this.objectClass, ...names } }),
    );
  }

  /** The size the object takes on the token, in bytes; undefined if the token does not tell. */
  async getSize(options?: CallOptions): Promise<number | undefined> {
    return this.#context.runner.run(
      'getSize',
      (arena) => getObjectSize(arena, this.handle),
      callOptions('getSize', options),
    );
  }

  getSizeSync(): number | undefined {
    return this.#context.runner.runSync('getSizeSync', (arena) => getObjectSize(arena, this.handle));
  }
}

inspectAs(Pkcs11Object, (object) => {
  return `${object.constructor.name} { objectClass: ${inspect(object.objectClass)}, handle: ${object.handle} }`;
});

function record<N extends AttributeName>(
  definitions: readonly AttributeDefinition[],
  results: readonly AttributeResult[],
): AttributeRecord<N> {
  const values: Record<string, unknown> = {};
  for (let index = 0; index < definitions.length; index++) {
    const result = results[index]!;
    values[definitions[index]!.name] = 'value' in result ? result.value : undefined;
  }
  return values as AttributeRecord<N>;
}

/** The handle of an object that another object's method was given; refuses what is not of the same session's token. */
export function handleOf(argument: string, object: ObjectReference, session: Session): Ulong {
  if (!(object instanceof Pkcs11Object)) {
    throw new TypeError(`${argument}: expected a key of this token, got ${describe(object)}`);
  }
  object.session.assertOpen();
  if (!object.session.token.equals(session.token)) {
    throw new TypeError(`${argument}: the key is on another token (${object.session.token.label})`);
  }
  return object.handle;
}

/** A data object: `application`, `label`, `objectId`, `value`. */
export class DataObject extends Pkcs11Object {}
