// PKCS #11 v3.2 §5.18 Key management functions.
import type { Template } from '../codec/attributes.ts';
import { type ChosenMechanism, encodeMechanism, writeMechanism } from '../codec/mechanisms.ts';
import type { OutputValues } from '../codec/parameter-outputs.ts';
import { encodeTemplate } from '../codec/template.ts';
import { output } from '../core/output.ts';
import { call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';

/** A new object, and what came back through the parameter of the mechanism that made it. */
export interface Made {
  readonly handle: Ulong;
  readonly outputs: Partial<OutputValues>;
}

/** C_GenerateKey: a secret key, or domain parameters. */
export function* generateKey(arena: Arena, mechanism: ChosenMechanism, template: Template): Program<Made> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  const written = writeMechanism(arena, mechanism);
  yield call('C_GenerateKey', SESSION, written.address, address, count, handle.address);
  return { handle: handle.readUlong(), outputs: written.outputs() };
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
    SESSION,
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
export const WRAPPED_KEY = 4096;

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

/** C_UnwrapKey. */
export function* unwrapKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  unwrappingKey: Ulong,
  wrapped: Uint8Array | Input,
  template: Template,
): Program<Made> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const input = arena.input(wrapped);
  const handle = arena.ulong();
  const written = writeMechanism(arena, mechanism);
  yield call(
    'C_UnwrapKey',
    SESSION,
    written.address,
    unwrappingKey,
    input.address,
    input.size,
    address,
    count,
    handle.address,
  );
  return { handle: handle.readUlong(), outputs: written.outputs() };
}

/** C_DeriveKey; the handle is CK_INVALID_HANDLE if the mechanism makes keys in its parameter only. */
export function* deriveKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  baseKey: Ulong,
  template: Template,
): Program<Made> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  // The standard has NULL for mechanisms that return no key here.
  const room = mechanism.entry.derives === 'no key' ? 0 : handle.address;
  const written = writeMechanism(arena, mechanism);
  yield call('C_DeriveKey', SESSION, written.address, baseKey, address, count, room);
  return { handle: handle.readUlong(), outputs: written.outputs() };
}
