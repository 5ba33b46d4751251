import { decapsulateKey, encapsulateKey } from '../../calls/encapsulation.ts';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import type { EphemeralOption, MechanismOptions } from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import type { Key } from './key.ts';
import { NEW_KEY_OPTIONS, type NewKeyOptions, secretKeyTemplate } from './key-templates.ts';
import { type KeyMaking, making } from './key-transport.ts';
import { makingKey } from './new-key.ts';
import type { SecretKey } from './secret-key.ts';

/** Without the other party's public value: that is what encapsulation gives, and the ciphertext brings. */
type WithoutPeer<O> = O extends unknown ? Omit<O, EphemeralOption> : never;

/** The mechanism (ML_KEM for such keys), and what the new secret key is to be. */
export type EncapsulateOptions = (WithoutPeer<MechanismOptions> | { readonly mechanism?: undefined }) &
  NewKeyOptions & { readonly bits?: number | undefined };

const NOTHING = new Uint8Array(0);

export interface EncapsulatedKey {
  readonly key: SecretKey;
  /** For the owner of the private key. */
  readonly ciphertext: Bytes;
}

function prepare(
  context: SessionContext,
  key: Key,
  method: string,
  keyType: KeyTypeName | Ulong,
  options: EncapsulateOptions,
) {
  const ownOptions = [...NEW_KEY_OPTIONS, 'bits'];
  const request = { method, operation: 'encapsulate', keyType: key.keyType, options, ownOptions } as const;
  const { mechanism: planned } = planMechanism(context.profile, request);
  const { ephemeral } = planned.entry;
  const mechanism =
    ephemeral === undefined ? planned : { ...planned, options: { [ephemeral]: NOTHING, ...planned.options } };
  return { mechanism, template: secretKeyTemplate(method, keyType, options, context.session.loggedIn) };
}

export function encapsulating(
  context: SessionContext,
  key: Key,
  keyType: KeyTypeName | Ulong,
  options: EncapsulateOptions,
): MakeProgram<EncapsulatedKey> {
  const { mechanism, template } = prepare(context, key, 'encapsulateKey', keyType, options);
  return function* (arena) {
    const made = yield* makingKey(arena, context, {
      ...{ method: 'encapsulateKey', fn: 'C_EncapsulateKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => encapsulateKey(arena, kept, key.handle, adapted!),
      handles: ({ key: secret }) => [secret],
    });
    const secret = context.wrap(made.key, { objectClass: 'SECRET_KEY', keyType }) as SecretKey;
    return { key: secret, ciphertext: made.ciphertext };
  };
}

export function decapsulating(
  context: SessionContext,
  key: Key,
  keyType: KeyTypeName | Ulong,
  ciphertext: BytesLike,
  options: EncapsulateOptions,
): KeyMaking {
  const { mechanism, template } = prepare(context, key, 'decapsulateKey', keyType, options);
  return making(context, 'SECRET_KEY', keyType, (arena) => {
    const input = arena.input(toBytes('ciphertext', ciphertext));
    return makingKey(arena, context, {
      ...{ method: 'decapsulateKey', fn: 'C_DecapsulateKey', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) => decapsulateKey(arena, kept, key.handle, input, adapted!),
      handles: (handle) => [handle],
    });
  });
}
