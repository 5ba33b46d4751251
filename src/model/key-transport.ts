import { deriveKey, unwrapKey, wrapKey } from '../calls/keys.ts';
import type { Template } from '../codec/attributes.ts';
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { MechanismOptions } from '../codec/mechanisms.ts';
import type { KeyTypeName } from '../codec/names.ts';
import type { ParameterKinds } from '../codec/parameter-kinds.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import type { Ulong } from '../native/abi.ts';
import type { SessionContext } from './context.ts';
import type { Bytes } from './data.ts';
import type { Key } from './key.ts';
import {
  NEW_KEY_OPTIONS,
  type NewKeyOptions,
  privateKeyTemplate,
  secretKeyTemplate,
} from './key-templates.ts';
import type { AnyKey } from './keys.ts';
import { planMechanism } from './mechanism-choice.ts';
import { handleOf, type ObjectReference, type Pkcs11Object } from './object.ts';
import type { DefaultedOperation } from './policy.ts';

/** The mechanism and its parameters; by default AES_KEY_WRAP_KWP (or what the token has of it), or RSA_PKCS_OAEP. */
export type WrapOptions = MechanismOptions | ({ readonly mechanism?: undefined } & ParameterKinds['oaep']);
export type UnwrapOptions = WrapOptions & NewKeyOptions & { readonly bits?: number | undefined };
/** The mechanism and its parameters: DH_PKCS_DERIVE takes `publicValue`, ECDH1_DERIVE `publicKey` and `kdf`. */
export type DeriveOptions = (
  | MechanismOptions
  | ({ readonly mechanism?: undefined } & Partial<ParameterKinds['dh']> & Partial<ParameterKinds['ecdh']>)
) &
  NewKeyOptions & { readonly bits?: number | undefined };

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
  return planMechanism(context.offers, { method, operation, keyType, options, ownOptions }).mechanism;
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

export function unwrapping(
  context: SessionContext,
  key: Key,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  wrapped: BytesLike,
  options: UnwrapOptions,
): KeyMaking {
  const mechanism = plan(context, key, 'unwrapKey', wrapOperation(objectClass), options, [
    ...NEW_KEY_OPTIONS,
    'bits',
  ]);
  if (objectClass !== 'SECRET_KEY' && objectClass !== 'PRIVATE_KEY') {
    throw new RangeError(
      `unwrapKey: objectClass: expected 'SECRET_KEY' or 'PRIVATE_KEY', got ${JSON.stringify(objectClass)}`,
    );
  }
  const { loggedIn } = context.session;
  const template: Template =
    objectClass === 'PRIVATE_KEY'
      ? privateKeyTemplate('unwrapKey', keyType, options, loggedIn)
      : secretKeyTemplate('unwrapKey', keyType, options, loggedIn);
  return making(context, objectClass, keyType, (arena) =>
    unwrapKey(arena, mechanism, key.handle, toBytes('wrapped', wrapped), template),
  );
}

export function deriving(
  context: SessionContext,
  key: Key,
  keyType: KeyTypeName | Ulong,
  options: DeriveOptions,
): KeyMaking {
  const mechanism = plan(context, key, 'deriveKey', 'derive', options, [...NEW_KEY_OPTIONS, 'bits']);
  const template = secretKeyTemplate('deriveKey', keyType, options, context.session.loggedIn);
  return making(context, 'SECRET_KEY', keyType, (arena) => deriveKey(arena, mechanism, key.handle, template));
}
