import { attributeValue, getAttributes } from '../../calls/attributes.ts';
import { generateKey, generateKeyPair } from '../../calls/keys.ts';
import { destroyObject } from '../../calls/objects.ts';
import { type AttributeName, attribute, type Template } from '../../codec/attributes.ts';
import { type BytesLike, snapshot } from '../../codec/bytes.ts';
import { curveParameters } from '../../codec/curves.ts';
import type {
  ChosenMechanism,
  MechanismOptions,
  MechanismsOfKind,
  OptionsOf,
} from '../../codec/mechanisms.ts';
import type { KeyTypeName, ParameterSetName } from '../../codec/names.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { type DefaultedOperation, KEY_TYPE_POLICY, PUBLIC_EXPONENT } from '../device/policy.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { lookingAtStore } from './key-inspection.ts';
import {
  assertBits,
  NEW_KEY_OPTIONS,
  type NewKeyOptions,
  privateKeyTemplate,
  publicKeyTemplate,
  secretClass,
  secretKeyTemplate,
} from './key-templates.ts';
import { makingKey } from './new-key.ts';
import type { OtpKey } from './otp-key.ts';
import type { PrivateKey } from './private-key.ts';
import type { PublicKey } from './public-key.ts';
import type { SecretKey } from './secret-key.ts';

type NamedOrDefault = MechanismOptions | { readonly mechanism?: undefined };

/** The size of the key in bits, for types that come in several; the mechanism if it is not the usual one. */
export type GenerateKeyOptions = NamedOrDefault & NewKeyOptions & { readonly bits?: number | undefined };

/**
 * RSA, DSA and DH take `bits`; EC, EC_EDWARDS and EC_MONTGOMERY take `curve`; ML_DSA, ML_KEM and SLH_DSA take
 * `parameterSet`.
 */
export type GenerateKeyPairOptions = NamedOrDefault &
  NewKeyOptions & {
    /** Size of the modulus or prime. */
    readonly bits?: number | undefined;
    /** The name of a curve (`'P-256'`, `'secp256k1'`, `'Ed25519'` …), or its parameters in DER. */
    readonly curve?: string | BytesLike | undefined;
    /** The name of a parameter set (`'ML_DSA_65'`, `'ML_KEM_768'` …), or its number. */
    readonly parameterSet?: ParameterSetName | Ulong | undefined;
    /** Attributes of one of the two keys only; `template` is for both. */
    readonly publicTemplate?: Template | undefined;
    readonly privateTemplate?: Template | undefined;
  };

const PAIR_OPTIONS: readonly string[] = [...NEW_KEY_OPTIONS, 'publicTemplate', 'privateTemplate'];

/** The attributes that domain parameters of each type consist of (PKCS #11 v3.2 §4.11). */
export const DOMAIN_ATTRIBUTES: Partial<Record<KeyTypeName, readonly AttributeName[]>> = {
  DSA: ['prime', 'subprime', 'base'],
  DH: ['prime', 'base'],
  X9_42_DH: ['prime', 'base', 'subprime'],
  EC: ['ecParams'],
  EC_EDWARDS: ['ecParams'],
  EC_MONTGOMERY: ['ecParams'],
};

function plan(
  context: SessionContext,
  method: string,
  operation: DefaultedOperation,
  keyType: KeyTypeName | Ulong,
  options: object,
  ownOptions: readonly string[],
): ChosenMechanism {
  return planMechanism(context.profile, { method, operation, keyType, options, ownOptions }).mechanism;
}

export function generatingKey(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  options: GenerateKeyOptions,
): MakeProgram<SecretKey | OtpKey> {
  const method = 'generateKey';
  const mechanism = plan(context, method, 'generate', keyType, options, [...NEW_KEY_OPTIONS, 'bits']);
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const { handle } = yield* makingKey(arena, context, {
      ...{ method, fn: 'C_GenerateKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => generateKey(arena, kept, adapted!),
      handles: (made) => [made.handle],
    });
    return context.wrap(handle, { objectClass: secretClass(keyType), keyType }) as SecretKey | OtpKey;
  };
}

/** A mechanism that makes a key from a password, and an initialisation vector with it. */
export type GenerateKeyAndIvOptions = OptionsOf<MechanismsOfKind<'pbe'>> &
  NewKeyOptions & { readonly bits?: number | undefined };

export interface KeyAndIv {
  readonly key: SecretKey;
  readonly iv: Bytes;
}

export function generatingKeyAndIv(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  options: GenerateKeyAndIvOptions,
): MakeProgram<KeyAndIv> {
  const method = 'generateKeyAndIv';
  const mechanism = plan(context, method, 'generate', keyType, options, [...NEW_KEY_OPTIONS, 'bits']);
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const { handle, outputs } = yield* makingKey(arena, context, {
      ...{ method, fn: 'C_GenerateKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => generateKey(arena, kept, adapted!),
      handles: (made) => [made.handle],
    });
    const key = context.wrap(handle, { objectClass: 'SECRET_KEY', keyType }) as SecretKey;
    if (outputs.iv === undefined) throw new NotSupportedError(`${method}: ${mechanism.name} makes no IV`);
    return { key, iv: outputs.iv };
  };
}

export interface Pair {
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
}

export function generatingKeyPair(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  given: GenerateKeyPairOptions,
): MakeProgram<Pair> {
  const method = 'generateKeyPair';
  // Domain parameters may come first: time enough to change what was given.
  const options = snapshot(given);
  const policy = KEY_TYPE_POLICY[keyType as KeyTypeName];
  const curved = DOMAIN_ATTRIBUTES[keyType as KeyTypeName]?.includes('ecParams') === true;
  const ofSet = policy?.parameterSet === true;
  const size = curved ? ['curve'] : ofSet ? ['parameterSet'] : ['bits'];
  const mechanism = plan(context, method, 'generate', keyType, options, [...PAIR_OPTIONS, ...size]);
  if (curved) {
    if (options.curve === undefined)
      throw new TypeError(`${method}: curve: ${keyType} keys need the name of a curve`);
    const ecParams = curveParameters(`${method}: curve`, options.curve);
    return pairFrom(context, keyType, mechanism, options, { ecParams });
  }
  if (ofSet) {
    return pairFrom(context, keyType, mechanism, options, { parameterSet: setOf(method, keyType, options) });
  }
  // A mechanism that someone named may need no size; the usual ones do.
  if (options.bits !== undefined || options.mechanism === undefined) assertBits(method, options.bits);
  if (policy?.parameters === undefined) {
    return pairFrom(context, keyType, mechanism, options, {
      modulusBits: options.bits,
      publicExponent: keyType === 'RSA' ? PUBLIC_EXPONENT : undefined,
    });
  }
  // DSA and DH keys are made from domain parameters, which are not kept.
  const parameters = generatingParameters(context, keyType, { bits: options.bits! });
  return function* (arena) {
    const { handle } = yield* parameters(arena);
    let values: Template;
    try {
      values = yield* readParameters(arena, handle, keyType);
    } finally {
      yield* destroyObject(handle);
    }
    return yield* pairFrom(context, keyType, mechanism, options, values)(arena);
  };
}

/** The parameter set of a new pair: sets of different key types have the same numbers, so the name has to be of this. */
function setOf(
  method: string,
  keyType: KeyTypeName | Ulong,
  { parameterSet, publicTemplate, template }: GenerateKeyPairOptions,
): ParameterSetName | Ulong | undefined {
  if (typeof parameterSet === 'string' && !parameterSet.startsWith(`${keyType}_`)) {
    throw new RangeError(
      `${method}: parameterSet: ${parameterSet} is not a parameter set of ${keyType} keys`,
    );
  }
  if ((parameterSet ?? publicTemplate?.parameterSet ?? template?.parameterSet) === undefined) {
    throw new TypeError(`${method}: parameterSet: ${keyType} keys need the name of a parameter set`);
  }
  return parameterSet;
}

/** A key pair from the attributes that its public half is made of. */
export function pairFrom(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  mechanism: ChosenMechanism,
  options: GenerateKeyPairOptions,
  attributes: Template,
): MakeProgram<Pair> {
  const method = 'generateKeyPair';
  const ofPublic = publicKeyTemplate(method, keyType, options, { ...attributes });
  const ofPrivate = privateKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const handles = yield* makingKey(arena, context, {
      ...{ method, fn: 'C_GenerateKeyPair', keyType, options },
      keys: [
        { template: { ...ofPublic, ...options.publicTemplate }, given: options.publicTemplate },
        { template: { ...ofPrivate, ...options.privateTemplate }, given: options.privateTemplate },
      ],
      mechanism,
      make: ([first, second], kept) => generateKeyPair(arena, kept, first!, second!),
      handles: ({ publicKey, privateKey }) => [publicKey, privateKey],
    });
    return {
      publicKey: context.wrap(handles.publicKey, { objectClass: 'PUBLIC_KEY', keyType }) as PublicKey,
      privateKey: context.wrap(handles.privateKey, { objectClass: 'PRIVATE_KEY', keyType }) as PrivateKey,
    };
  };
}

/** The mechanism that makes key pairs of a type from given parameters. */
export function pairMechanism(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  options: GenerateKeyPairOptions,
): ChosenMechanism {
  return plan(context, 'generateKeyPair', 'generate', keyType, options, PAIR_OPTIONS);
}

/** By default DSA_PARAMETER_GEN, DH_PKCS_PARAMETER_GEN or X9_42_DH_PARAMETER_GEN. */
export type GenerateParametersOptions = NamedOrDefault & {
  /** Size of the prime. */
  readonly bits: number;
  readonly store?: boolean | undefined;
  readonly label?: string | undefined;
  readonly template?: Template | undefined;
};

/** Domain parameters on the token, and the seed that they were made from, if the mechanism tells. */
export interface MadeParameters {
  readonly handle: Ulong;
  readonly seed: Bytes | undefined;
}

/** Generates domain parameters on the token. */
export function generatingParameters(
  context: SessionContext,
  keyType: KeyTypeName | Ulong,
  options: GenerateParametersOptions,
): MakeProgram<MadeParameters> {
  const method = 'generateDomainParameters';
  const mechanism = plan(context, method, 'parameters', keyType, options, [
    'bits',
    'store',
    'label',
    'template',
  ]);
  assertBits(method, options.bits);
  const template: Template = {
    class: 'DOMAIN_PARAMETERS',
    keyType,
    token: options.store ?? false,
    label: options.label,
    primeBits: options.bits,
    ...options.template,
  };
  return function* (arena) {
    const { handle, outputs } = yield* generateKey(arena, mechanism, template);
    yield* lookingAtStore(arena, method, 'set of domain parameters', handle, template.token === true);
    return { handle, seed: outputs.seed };
  };
}

/** The values that domain parameters on the token consist of. */
export function* readParameters(
  arena: Arena,
  handle: Ulong,
  keyType: KeyTypeName | Ulong,
): Program<Template> {
  const names = DOMAIN_ATTRIBUTES[keyType as KeyTypeName];
  if (names === undefined) throw new NotSupportedError(`${keyType} keys have no domain parameters`);
  const results = yield* getAttributes(arena, handle, names.map(attribute));
  const values: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) {
    values[name] = attributeValue(results[index]!);
  }
  return values as Template;
}
