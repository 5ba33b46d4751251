import { unwrapKeyAuthenticated, wrapKeyAuthenticated } from '../../calls/authenticated-wrapping.ts';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, chooseMechanism, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { encodeMessage, type MessageOptions } from '../../codec/message-parameters.ts';
import type { KeyTypeName, MechanismName } from '../../codec/names.ts';
import { CALL_OPTIONS } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import type { Key } from '../keys/key.ts';
import { NEW_KEY_OPTIONS, type NewKeyOptions } from '../keys/key-templates.ts';
import { type KeyMaking, making, templateOf, type UnwrappedClass } from '../keys/key-transport.ts';
import { makingKey } from '../keys/new-key.ts';
import { handleOf, type ObjectReference } from '../objects/object.ts';
import type { SessionContext } from '../session/context.ts';
import {
  kindOf,
  MESSAGE_OPTIONS,
  type MessagePartsOptions,
  type SealedInput,
  type SealedMessage,
} from './messages.ts';

/** The AEAD mechanism (AES_GCM); without `iv` the token makes the nonce. */
export type WrapAuthenticatedOptions = MessageOptions &
  MessagePartsOptions & { readonly mechanism?: MechanismName | undefined };

/** The mechanism, what was authenticated besides, and what the new key is to be. */
export type UnwrapAuthenticatedOptions = NewKeyOptions & {
  readonly mechanism?: MechanismName | undefined;
  readonly additionalData?: BytesLike | undefined;
  readonly bits?: number | undefined;
};

/** Policy: the mechanism that most tokens have. */
const MECHANISM: MechanismName = 'AES_GCM';

function planned(
  context: SessionContext,
  key: Key,
  method: string,
  mechanism: MechanismName = MECHANISM,
): ChosenMechanism {
  const request = { method, operation: 'wrap', keyType: key.keyType, ownOptions: [] } as const;
  const chosen = chooseMechanism(mechanism, {});
  kindOf(chosen);
  planMechanism(context.profile, { ...request, options: { mechanism } });
  return chosen;
}

export function wrappingAuthenticated(
  context: SessionContext,
  key: Key,
  wrapped: ObjectReference,
  options: WrapAuthenticatedOptions,
): MakeProgram<SealedMessage> {
  const method = 'wrapKeyAuthenticated';
  refuseUnknownOptions(method, options, ['mechanism', 'dataLength'], MESSAGE_OPTIONS, CALL_OPTIONS);
  const handle = handleOf('key', wrapped, context.session);
  const mechanism = planned(context, key, method, options.mechanism);
  return function* (arena) {
    const message = encodeMessage(arena, method, kindOf(mechanism), options, options.dataLength);
    const additional = toBytes('additionalData', options.additionalData ?? '');
    const ciphertext = yield* wrapKeyAuthenticated(arena, mechanism, message, key.handle, handle, additional);
    return { iv: message.iv(), ciphertext, tag: message.tag() };
  };
}

export function unwrappingAuthenticated(
  context: SessionContext,
  key: Key,
  objectClass: UnwrappedClass,
  keyType: KeyTypeName | Ulong,
  sealed: SealedInput,
  options: UnwrapAuthenticatedOptions,
): KeyMaking {
  const method = 'unwrapKeyAuthenticated';
  refuseUnknownOptions(
    method,
    options,
    ['mechanism', 'additionalData', 'bits'],
    NEW_KEY_OPTIONS,
    CALL_OPTIONS,
  );
  const mechanism = planned(context, key, method, options.mechanism);
  const template = templateOf(context, method, objectClass, keyType, options);
  const wrapped = toBytes('ciphertext', sealed?.ciphertext);
  return making(context, objectClass, keyType, (arena) => {
    const message = encodeMessage(arena, method, kindOf(mechanism), {}, wrapped.byteLength, sealed);
    const input = arena.input(wrapped);
    const additional = arena.input(toBytes('additionalData', options.additionalData ?? ''));
    return makingKey(arena, context, {
      ...{ method, fn: 'C_UnwrapKeyAuthenticated', keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted], kept) =>
        unwrapKeyAuthenticated(arena, kept, message, key.handle, input, adapted!, additional),
      handles: (handle) => [handle],
    });
  });
}
