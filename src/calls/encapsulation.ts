// PKCS #11 v3.2 §5.18.8 and §5.18.9: key encapsulation (ML-KEM, and RSA or ECDH used that way).
import type { Template } from '../codec/attributes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import { encodeTemplate } from '../codec/template.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';

export interface Encapsulated {
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly key: Ulong;
}

/** ML-KEM-1024's is 1568 bytes; the token says if it needs more. */
const CIPHERTEXT = 4096;

/** C_EncapsulateKey: a new secret key, and the ciphertext from which the owner of the private key gets the same. */
export function* encapsulateKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  publicKey: Ulong,
  template: Template,
): Program<Encapsulated> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const before = [encodeMechanism(arena, mechanism), publicKey, address, count];
  const handle = arena.ulong();
  try {
    const ciphertext = yield* output(arena, 'C_EncapsulateKey', before, CIPHERTEXT, [handle.address]);
    return { ciphertext, key: handle.readUlong() };
  } catch (error) {
    // A key without its ciphertext is of use to nobody.
    const key = handle.readUlong();
    if (error instanceof ModuleFaultError && key !== 0) yield attempt('C_DestroyObject', SESSION, key);
    throw error;
  }
}

/** C_DecapsulateKey; the handle of the key. */
export function* decapsulateKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  privateKey: Ulong,
  ciphertext: Input,
  template: Template,
): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const parameter = encodeMechanism(arena, mechanism);
  const handle = arena.ulong();
  yield call(
    'C_DecapsulateKey',
    SESSION,
    parameter,
    privateKey,
    address,
    count,
    ciphertext.address,
    ciphertext.size,
    handle.address,
  );
  return handle.readUlong();
}
