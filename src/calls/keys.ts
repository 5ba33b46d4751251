// PKCS #11 v3.2 §5.18 Key management functions.
import type { Template } from '../codec/attributes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import { encodeTemplate } from '../codec/template.ts';
import { output } from '../core/output.ts';
import { call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';

/** C_GenerateKey: a secret key, or domain parameters; the handle. */
export function* generateKey(arena: Arena, mechanism: ChosenMechanism, template: Template): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  yield call('C_GenerateKey', encodeMechanism(arena, mechanism), address, count, handle.address);
  return handle.readUlong();
}

/** C_GenerateKeyPair; the handles. */
export function* generateKeyPair(
  arena: Arena,
  mechanism: ChosenMechanism,
  publicTemplate: Template,
  privateTemplate: Template,
): Program<{ publicKey: Ulong; privateKey: Ulong }> {
  const ofPublic = encodeTemplate(arena, 'publicTemplate', publicTemplate);
  const ofPrivate = encodeTemplate(arena, 'privateTemplate', privateTemplate);
  const publicKey = arena.ulong();
  const privateKey = arena.ulong();
  yield call(
    'C_GenerateKeyPair',
    encodeMechanism(arena, mechanism),
    ofPublic.address,
    ofPublic.count,
    ofPrivate.address,
    ofPrivate.count,
    publicKey.address,
    privateKey.address,
  );
  return { publicKey: publicKey.readUlong(), privateKey: privateKey.readUlong() };
}

/** Larger than most wrapped keys; the token says if it needs more. */
const WRAPPED_KEY = 4096;

/** C_WrapKey; the wrapped key. */
export function* wrapKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  wrappingKey: Ulong,
  key: Ulong,
): Program<Uint8Array<ArrayBuffer>> {
  const before = [encodeMechanism(arena, mechanism), wrappingKey, key];
  return yield* output(arena, 'C_WrapKey', before, WRAPPED_KEY);
}

/** C_UnwrapKey; the handle. */
export function* unwrapKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  unwrappingKey: Ulong,
  wrapped: Uint8Array,
  template: Template,
): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const input = arena.bytes(wrapped);
  const handle = arena.ulong();
  const parameter = encodeMechanism(arena, mechanism);
  yield call(
    'C_UnwrapKey',
    parameter,
    unwrappingKey,
    input.address,
    input.size,
    address,
    count,
    handle.address,
  );
  return handle.readUlong();
}

/** C_DeriveKey; the handle. */
export function* deriveKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  baseKey: Ulong,
  template: Template,
): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  yield call('C_DeriveKey', encodeMechanism(arena, mechanism), baseKey, address, count, handle.address);
  return handle.readUlong();
}
