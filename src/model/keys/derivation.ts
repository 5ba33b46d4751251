import { attributeValue, getAttributes } from '../../calls/attributes.ts';
import { deriveKey, type Made } from '../../calls/keys.ts';
import { destroyObject } from '../../calls/objects.ts';
import { attribute, type Template } from '../../codec/attributes.ts';
import { snapshot } from '../../codec/bytes.ts';
import {
  type ChosenMechanism,
  keepMechanism,
  type MechanismOptions,
  type MechanismOutputs,
  type MechanismParameters,
  type MechanismsReturning,
  type MechanismsWith,
  mechanismEntry,
  type OptionsOf,
} from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { PARAMETER_CODECS, type ParameterKinds } from '../../codec/parameter-kinds.ts';
import { MadeKey } from '../../codec/parameter-outputs.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { ModuleFaultError, NotSupportedError, Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { withPoint } from '../choosing/point-negotiation.ts';
import { withPublicValue } from '../choosing/public-value.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import type { Key } from './key.ts';
import { NEW_KEY_OPTIONS, type NewKeyOptions, secretKeyTemplate } from './key-templates.ts';
import { type KeyMaking, making } from './key-transport.ts';
import { type MadeBesides, makingKey } from './new-key.ts';
import type { SecretKey } from './secret-key.ts';
import { cuttingSecret } from './whole-secrets.ts';

type NoKey = MechanismsWith<{ readonly derives: 'no key' }>;
type PerhapsKey = MechanismsWith<{ readonly derives: 'perhaps a key' }>;
type MakesData = MechanismsWith<{ readonly derives: 'data' }>;
type Size = { readonly bits?: number | undefined };

/** The mechanism and its parameters: DH_PKCS_DERIVE takes `publicValue`, ECDH1_DERIVE `publicKey` and `kdf`. */
export type DeriveOptions = (
  | Exclude<MechanismOptions, { readonly mechanism: NoKey | PerhapsKey }>
  | ({ readonly mechanism?: undefined } & Partial<ParameterKinds['dh']> & Partial<ParameterKinds['ecdh']>)
) &
  NewKeyOptions &
  Size;

/** The mechanisms that make several keys, or something besides a key. */
export type DeriveKeysMechanism = MechanismsReturning<
  'version' | 'wtlsVersion' | 'clientKey' | 'writeKey' | 'additionalKeys' | 'randomA'
>;
export type DeriveKeysOptions<M extends DeriveKeysMechanism> = {
  readonly mechanism: M;
} & MechanismParameters<M> &
  NewKeyOptions &
  Size;

/** Handles as keys. */
type WithKeys<T> = T extends MadeKey ? SecretKey : T extends readonly MadeKey[] ? readonly SecretKey[] : T;

/** What `deriveKeys` returns: the key, unless the mechanism makes none, and all that its parameter gives back. */
export type DerivedKeys<M extends DeriveKeysMechanism> = {
  readonly [O in keyof MechanismOutputs<M>]: WithKeys<MechanismOutputs<M>[O]>;
} & (M extends NoKey ? object : { readonly key: M extends PerhapsKey ? SecretKey | undefined : SecretKey });

/** Data that is derived like a key: the output of a pseudo-random function. */
export type DeriveDataOptions =
  | OptionsOf<MechanismsReturning<'output'>>
  | (OptionsOf<MakesData> & { readonly outputBytes: number });

const KEY_OPTIONS: readonly string[] = [...NEW_KEY_OPTIONS, 'bits'];

function plan(
  context: SessionContext,
  key: Key,
  method: string,
  options: object,
  ownOptions: readonly string[],
) {
  const request = { method, operation: 'derive', keyType: key.keyType, options, ownOptions } as const;
  return planMechanism(context.profile, request).mechanism;
}

export function deriving(
  context: SessionContext,
  key: Key,
  keyType: KeyTypeName | Ulong,
  options: DeriveOptions,
): KeyMaking {
  const mechanism = plan(context, key, 'deriveKey', options, KEY_OPTIONS);
  const { derives } = mechanism.entry;
  if (derives !== undefined) {
    const other = derives === 'data' ? 'deriveData' : 'deriveKeys';
    throw new NotSupportedError(`deriveKey: ${mechanism.name} makes no key, or more than one: use ${other}`);
  }
  if ((options as { additionalKeys?: unknown }).additionalKeys !== undefined) {
    throw new TypeError('deriveKey: additionalKeys: deriveKeys returns them');
  }
  const template = secretKeyTemplate('deriveKey', keyType, options, context.session.loggedIn);
  return making(context, 'SECRET_KEY', keyType, function* (arena) {
    const kept = keepMechanism(mechanism, arena);
    const cut = yield* cuttingSecret(arena, context, { key, mechanism: kept, keyType, template, options });
    if (cut !== undefined) return cut;
    const { handle } = yield* makingKey(arena, context, {
      ...{ method: 'deriveKey', fn: 'C_DeriveKey', keyType, options, keys: [{ template }] },
      mechanism: kept,
      make([adapted]) {
        const derive = (each: ChosenMechanism) => deriveKey(arena, each, key.handle, adapted!);
        return withPublicValue(arena, context, key, kept, (value) =>
          withPoint(arena, context, key, value, derive),
        );
      },
      handles: (made) => [made.handle],
    });
    return handle;
  });
}

/** The templates of additional keys get the same defaults as that of the first. */
function completed(context: SessionContext, options: object): { additionalKeys?: unknown } {
  const { additionalKeys } = options as { additionalKeys?: unknown };
  if (!Array.isArray(additionalKeys)) return options;
  const templates = additionalKeys.map((template: Template) =>
    secretKeyTemplate(
      'deriveKeys: additionalKeys',
      template?.keyType as KeyTypeName,
      { template },
      context.session.loggedIn,
    ),
  );
  return { ...options, additionalKeys: templates };
}

/** The keys in what a mechanism gives back: each has a template of its own, or the protection of the first. */
function besides({ outputs }: Made, template: Template, whole: { additionalKeys?: unknown }): MadeBesides[] {
  const { valueLen: _, ...shared } = template;
  const { additionalKeys, ...others } = outputs;
  const own = whole.additionalKeys as readonly Template[] | undefined;
  return [
    ...Object.values(others)
      .filter((each) => each instanceof MadeKey)
      .map(({ handle }) => ({ handle, wanted: shared })),
    ...(additionalKeys ?? []).map(({ handle }, index) => ({ handle, wanted: own?.[index] ?? shared })),
  ];
}

export function derivingKeys<M extends DeriveKeysMechanism>(
  context: SessionContext,
  key: Key,
  keyType: KeyTypeName | Ulong,
  options: DeriveKeysOptions<M>,
): MakeProgram<DerivedKeys<M>> {
  const method = 'deriveKeys';
  const whole = completed(context, options);
  const mechanism = plan(context, key, method, whole, KEY_OPTIONS);
  const { derives, parameters } = mechanism.entry;
  if (derives === 'data' || PARAMETER_CODECS[parameters].outputs.length === 0) {
    throw new NotSupportedError(`${method}: ${mechanism.name} gives nothing back besides: use deriveKey`);
  }
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  const represent = (handle: Ulong, type: KeyTypeName | Ulong): SecretKey =>
    context.wrap(handle, { objectClass: 'SECRET_KEY', keyType: type }) as SecretKey;
  const withKeys = (value: unknown): unknown => {
    if (value instanceof MadeKey) return represent(value.handle, value.keyType ?? keyType);
    return Array.isArray(value) ? value.map(withKeys) : value;
  };
  return function* (arena) {
    const { handle, outputs } = yield* makingKey(arena, context, {
      ...{ method, fn: 'C_DeriveKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => deriveKey(arena, kept, key.handle, adapted!),
      handles: (made) => [...(made.handle === 0 ? [] : [made.handle]), ...besides(made, template, whole)],
    });
    const result = Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [name, withKeys(value)]),
    );
    if (derives === 'no key') return result as DerivedKeys<M>;
    const made = handle === 0 ? undefined : represent(handle, keyType);
    return { key: made, ...result } as unknown as DerivedKeys<M>;
  };
}

/** Makes an object of the session, which is private if the token has it so: NSS has no private data objects. */
function* hidden<T>(
  { profile: { learned } }: SessionContext,
  template: Template,
  make: (template: Template) => Program<T>,
): Program<T> {
  if (!learned.publicData) {
    try {
      return yield* make(template);
    } catch (error) {
      const refused = error instanceof Pkcs11Error && error.code === 'CKR_ATTRIBUTE_VALUE_INVALID';
      if (!refused || template.private !== true) throw error;
    }
  }
  const made = yield* make({ ...template, private: false });
  learned.publicData = true;
  return made;
}

/** A mechanism that makes a data object: the object is read, and destroyed. */
function dataOfObject(context: SessionContext, key: Key, options: object, size: number): MakeProgram<Bytes> {
  const mechanism = plan(context, key, 'deriveData', options, ['outputBytes']);
  const template: Template = {
    class: 'DATA',
    token: false,
    private: context.session.loggedIn,
    valueLen: size,
  };
  const derive = (arena: Arena, wanted: Template) => deriveKey(arena, mechanism, key.handle, wanted);
  return function* (arena) {
    const { handle } = yield* hidden(context, template, (wanted) => derive(arena, wanted));
    try {
      const [result] = yield* getAttributes(arena, handle, [attribute('value')]);
      return attributeValue(result!) as Bytes;
    } finally {
      yield* destroyObject(handle);
    }
  };
}

export function derivingData(
  context: SessionContext,
  key: Key,
  given: DeriveDataOptions,
): MakeProgram<Bytes> {
  const method = 'deriveData';
  const options = snapshot(given);
  const { outputBytes } = options;
  if (typeof outputBytes !== 'number') {
    throw new TypeError(`${method}: outputBytes: expected a number of bytes`);
  }
  if (!Number.isInteger(outputBytes) || outputBytes < 1) {
    throw new RangeError(`${method}: outputBytes: expected a positive integer, got ${outputBytes}`);
  }
  const { mechanism: name } = options;
  if (mechanismEntry(name).derives === 'data') return dataOfObject(context, key, options, outputBytes);
  const mechanism = plan(context, key, method, options, []);
  if (!(PARAMETER_CODECS[mechanism.entry.parameters].outputs as readonly string[]).includes('output')) {
    throw new NotSupportedError(`${method}: ${name} makes keys: use deriveKey`);
  }
  return function* (arena) {
    const { outputs } = yield* deriveKey(arena, mechanism, key.handle, {});
    if (outputs.output === undefined) throw new ModuleFaultError('C_DeriveKey', 'gave no output');
    return outputs.output;
  };
}
