import { unwrapKey, wrapKey } from '../../calls/keys.ts';
import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import type { MechanismOptions, MechanismsReturning, OptionsOf } from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { ParameterKinds } from '../../codec/parameter-kinds.ts';
import type { OutputValues } from '../../codec/parameter-outputs.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import type { DefaultedOperation } from '../device/policy.ts';
import type { Bytes } from '../objects/data.ts';
import { handleOf, type ObjectReference, type Pkcs11Object } from '../objects/object.ts';
import type { SessionContext } from '../session/context.ts';
import type { Key } from './key.ts';
import {
  NEW_KEY_OPTIONS,
  type NewKeyOptions,
  privateKeyTemplate,
  secretKeyTemplate,
} from './key-templates.ts';
import type { AnyKey } from './keys.ts';
import { makingKey } from './new-key.ts';

/** The mechanism and its parameters; by default AES_KEY_WRAP_KWP (or what the token has of it), or RSA_PKCS_OAEP. */
export type WrapOptions = MechanismOptions | ({ readonly mechanism?: undefined } & ParameterKinds['oaep']);
export type UnwrapOptions = WrapOptions & NewKeyOptions & { readonly bits?: number | undefined };

/** The classes of keys that can be unwrapped. */
export type UnwrappedClass = 'SECRET_KEY' | 'PRIVATE_KEY';

function plan(
  context: SessionContext,
  key: Key,
  method: string,
  operation: DefaultedOperation,
  options: object,
  ownOptions: readonly string[],
) {
  const { keyType } = key;
  return planMechanism(context.profile, { method, operation, keyType, options, ownOptions }).mechanism;
}

function wrapOperation(objectClass: unknown): DefaultedOperation {
  return objectClass === 'PRIVATE_KEY' ? 'wrapPrivate' : 'wrap';
}

export function wrapping(
  context: SessionContext,
  key: Key,
  wrapped: ObjectReference,
  options: WrapOptions,
): MakeProgram<Bytes> {
  const handle = handleOf('key', wrapped, context.session);
  const { objectClass } = wrapped as Pkcs11Object;
  const mechanism = plan(context, key, 'wrapKey', wrapOperation(objectClass), options, []);
  return (arena) => wrapKey(arena, mechanism, key.handle, handle);
}

/** A program that makes a key, and what the key will be. */
export interface KeyMaking {
  readonly program: MakeProgram<Ulong>;
  wrap(handle: Ulong): AnyKey;
}

export function making(
  context: SessionContext,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  program: MakeProgram<Ulong>,
): KeyMaking {
  return { program, wrap: (handle) => context.wrap(handle, { objectClass, keyType }) as AnyKey };
}

function planUnwrap(
  context: SessionContext,
  key: Key,
  method: string,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  options: UnwrapOptions,
) {
  const own = [...NEW_KEY_OPTIONS, 'bits'];
  const mechanism = plan(context, key, method, wrapOperation(objectClass), options, own);
  return { mechanism, template: templateOf(context, method, objectClass, keyType, options) };
}

/** The template of a key that is unwrapped. */
export function templateOf(
  context: SessionContext,
  method: string,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions & { readonly bits?: number | undefined },
): Template {
  if (objectClass !== 'SECRET_KEY' && objectClass !== 'PRIVATE_KEY') {
    throw new RangeError(
      `${method}: objectClass: expected 'SECRET_KEY' or 'PRIVATE_KEY', got ${JSON.stringify(objectClass)}`,
    );
  }
  const { loggedIn } = context.session;
  return objectClass === 'PRIVATE_KEY'
    ? privateKeyTemplate(method, keyType, options, loggedIn)
    : secretKeyTemplate(method, keyType, options, loggedIn);
}

export function unwrapping(
  context: SessionContext,
  key: Key,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  wrapped: BytesLike,
  options: UnwrapOptions,
): KeyMaking {
  const { mechanism, template } = planUnwrap(context, key, 'unwrapKey', objectClass, keyType, options);
  return making(context, objectClass, keyType, function* (arena) {
    const input = arena.input(toBytes('wrapped', wrapped));
    const { handle } = yield* makingKey(arena, context, {
      ...{ method: 'unwrapKey', fn: 'C_UnwrapKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => unwrapKey(arena, kept, key.handle, input, adapted!),
      handles: (made) => [made.handle],
    });
    return handle;
  });
}

/** The mechanisms that unwrap data along with a key. */
type WithDataMechanism = MechanismsReturning<'extraData'>;
export type UnwrapWithDataOptions = OptionsOf<WithDataMechanism> &
  NewKeyOptions & { readonly bits?: number | undefined };

/** A key, and what was wrapped with it. */
export interface KeyAndData<K> {
  readonly key: K;
  readonly blockContents: number;
  readonly extraData: Bytes;
}

/** Data that SET wraps with a key is never longer (PKCS #11 v2.40 Historical Mechanisms §2.36). */
const EXTRA_BYTES = 128;

export function unwrappingWithData(
  context: SessionContext,
  key: Key,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  wrapped: BytesLike,
  given: UnwrapWithDataOptions,
): MakeProgram<KeyAndData<AnyKey>> {
  const method = 'unwrapKeyAndData';
  const options = { extraBytes: EXTRA_BYTES, ...given };
  const { mechanism, template } = planUnwrap(context, key, method, objectClass, keyType, options);
  return function* (arena) {
    const input = arena.input(toBytes('wrapped', wrapped));
    const made = yield* makingKey(arena, context, {
      ...{ method, fn: 'C_UnwrapKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => unwrapKey(arena, kept, key.handle, input, adapted!),
      handles: ({ handle }) => [handle],
    });
    const { blockContents, extraData } = made.outputs as OutputValues;
    const unwrapped = context.wrap(made.handle, { objectClass, keyType }) as AnyKey;
    return { key: unwrapped, blockContents, extraData };
  };
}
