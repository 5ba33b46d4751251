// PKCS #11 v3.2 §5.18.6 and §5.18.7: wrapping keys with an AEAD mechanism and data authenticated besides.
import type { Template } from '../codec/attributes.ts';
import type { ChosenMechanism } from '../codec/mechanisms.ts';
import type { EncodedMessage } from '../codec/message-parameters.ts';
import { encodeTemplate } from '../codec/template.ts';
import { output } from '../core/output.ts';
import { call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';
import { WRAPPED_KEY } from './keys.ts';

/** The mechanism with the parameter of one message: the token fills in its nonce and tag. */
function mechanismOf(arena: Arena, { type }: ChosenMechanism, message: EncodedMessage): number {
  const fields = { mechanism: type, pParameter: message.address, ulParameterLen: message.length };
  return arena.structure('CK_MECHANISM', fields).address;
}

/** C_WrapKeyAuthenticated; the wrapped key without its tag. */
export function wrapKeyAuthenticated(
  arena: Arena,
  mechanism: ChosenMechanism,
  message: EncodedMessage,
  wrappingKey: Ulong,
  key: Ulong,
  additionalData: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  const associated = arena.bytes(additionalData);
  const address = mechanismOf(arena, mechanism, message);
  const before = [address, wrappingKey, key, associated.address, associated.size];
  return output(arena, 'C_WrapKeyAuthenticated', before, WRAPPED_KEY);
}

/** C_UnwrapKeyAuthenticated; the handle. */
export function* unwrapKeyAuthenticated(
  arena: Arena,
  mechanism: ChosenMechanism,
  message: EncodedMessage,
  unwrappingKey: Ulong,
  wrapped: Input,
  template: Template,
  associated: Input,
): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  yield call(
    'C_UnwrapKeyAuthenticated',
    SESSION,
    mechanismOf(arena, mechanism, message),
    unwrappingKey,
    wrapped.address,
    wrapped.size,
    address,
    count,
    associated.address,
    associated.size,
    handle.address,
  );
  return handle.readUlong();
}
