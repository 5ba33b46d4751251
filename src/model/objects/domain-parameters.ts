import type { Template } from '../../codec/attributes.ts';
import { bigIntToBytes, snapshot, toBytes } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import {
  DOMAIN_ATTRIBUTES,
  type GenerateKeyPairOptions,
  type Pair,
  pairFrom,
  pairMechanism,
  readParameters,
} from '../keys/generation.ts';
import type { KeyPair } from '../keys/key-types.ts';
import type { ObjectKind, SessionContext } from '../session/context.ts';
import type { Bytes } from './data.ts';
import { Pkcs11Object } from './object.ts';

/** Domain parameters on the token (PKCS #11 v3.2 §4.11): what key pairs of one group are generated from. */
export class DomainParameters<T = unknown> extends Pkcs11Object {
  readonly keyType: KeyTypeName | Ulong;
  /** The seed that the token made them from, if the mechanism tells it: those of FIPS 186-4 for DSA. */
  readonly seed: Bytes | undefined;

  constructor(context: SessionContext, handle: Ulong, kind: ObjectKind) {
    super(context, handle, kind);
    this.keyType = kind.keyType ?? 0;
  }

  /** Generates a key pair from these parameters. */
  async generateKeyPair(options: GenerateKeyPairOptions & CallOptions = {}): Promise<KeyPair<T>> {
    const pair = await this.context.runner.run('generateKeyPair', this.#generating(options), options);
    return pair as unknown as KeyPair<T>;
  }

  generateKeyPairSync(options: GenerateKeyPairOptions = {}): KeyPair<T> {
    const pair = this.context.runner.runSync('generateKeyPairSync', this.#generating(options), options);
    return pair as unknown as KeyPair<T>;
  }

  #generating(given: GenerateKeyPairOptions): MakeProgram<Pair> {
    const { context, handle, keyType } = this;
    const options = snapshot(given);
    const mechanism = pairMechanism(context, keyType, options);
    return function* (arena) {
      const values = yield* readParameters(arena, handle, keyType);
      return yield* pairFrom(context, keyType, mechanism, options, values)(arena);
    };
  }
}

/** What domain parameters consist of: `prime`, `base`, `subprime` for DH and DSA, `ecParams` for curves. */
export type DomainValues = Pick<Template, 'prime' | 'base' | 'subprime' | 'ecParams'>;

/** Domain parameters that live in this program: public numbers, which no token has to store. */
export class LocalDomainParameters<T = unknown> {
  readonly keyType: KeyTypeName | Ulong;
  readonly #context: SessionContext;
  readonly #values: Readonly<Record<string, Bytes>>;

  constructor(context: SessionContext, keyType: KeyTypeName | Ulong, values: DomainValues) {
    this.#context = context;
    this.keyType = keyType;
    this.#values = checked(keyType, values);
  }

  /** One of the values, as bytes. */
  get(name: keyof DomainValues): Bytes {
    const value = this.#values[name];
    if (value === undefined)
      throw new TypeError(`${this.keyType} parameters have no ${JSON.stringify(name)}`);
    return value.slice();
  }

  /** Generates a key pair from these parameters. */
  async generateKeyPair(options: GenerateKeyPairOptions & CallOptions = {}): Promise<KeyPair<T>> {
    const pair = await this.#context.runner.run('generateKeyPair', this.#generating(options), options);
    return pair as unknown as KeyPair<T>;
  }

  generateKeyPairSync(options: GenerateKeyPairOptions = {}): KeyPair<T> {
    const pair = this.#context.runner.runSync('generateKeyPairSync', this.#generating(options), options);
    return pair as unknown as KeyPair<T>;
  }

  #generating(options: GenerateKeyPairOptions): MakeProgram<Pair> {
    const mechanism = pairMechanism(this.#context, this.keyType, options);
    return pairFrom(this.#context, this.keyType, mechanism, options, this.#values as Template);
  }
}

/** Exactly the values that the type has, copied. */
function checked(keyType: KeyTypeName | Ulong, values: DomainValues): Record<string, Bytes> {
  const names: readonly string[] | undefined = DOMAIN_ATTRIBUTES[keyType as KeyTypeName];
  if (names === undefined) throw new NotSupportedError(`${keyType} keys have no domain parameters`);
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  for (const [name] of given) {
    if (!names.includes(name)) throw new TypeError(`${keyType} parameters have no ${JSON.stringify(name)}`);
  }
  const copy = Object.fromEntries(
    given.map(([name, value]) => [
      name,
      typeof value === 'bigint'
        ? Uint8Array.from(bigIntToBytes(name, value))
        : Uint8Array.from(toBytes(name, value)),
    ]),
  );
  for (const name of names) {
    if (copy[name] === undefined) throw new TypeError(`${name}: ${keyType} parameters need it`);
  }
  return copy;
}
