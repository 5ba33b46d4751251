// PKCS #11 v3.2 §5.18.8 and §5.18.9: key encapsulation (ML-KEM, and RSA or ECDH used that way).
import type { Template } from '../codec/attributes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import { encodeTemplate } from '../codec/template.ts';
import { attempt, call, type Program } from '../core/program.ts';
import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';

export interface Encapsulated {
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly key: Ulong;
}

/** ML-KEM-1024's is 1568 bytes; the token says if it needs more. */
const CIPHERTEXT = 4096;
const MOST = 1 << 20;

/** C_EncapsulateKey: a new secret key, and the ciphertext from which the owner of the private key gets the same. */
export function* encapsulateKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  publicKey: Ulong,
  template: Template,
): Program<Encapsulated> {
  const fn = 'C_EncapsulateKey';
  const { address, count } = encodeTemplate(arena, 'template', template);
  const parameter = encodeMechanism(arena, mechanism);
  const handle = arena.ulong();
  const length = arena.ulong();
  for (let size = CIPHERTEXT; size <= MOST; ) {
    const ciphertext = arena.allocate(size);
    length.writeUlong(size);
    const rv = yield attempt(
      fn,
      parameter,
      publicKey,
      address,
      count,
      ciphertext.address,
      length.address,
      handle.address,
    );
    const reported = length.readUlong();
    if (rv === CKR.OK) {
      if (reported > size)
        throw new ModuleFaultError(fn, `returned ${reported} bytes in a buffer of ${size}`);
      return { ciphertext: ciphertext.read(Number(reported)), key: handle.readUlong() };
    }
    if (rv !== CKR.BUFFER_TOO_SMALL) throw new Pkcs11Error(rv, fn);
    size = reported > size && reported <= MOST ? Number(reported) : size * 4;
  }
  throw new ModuleFaultError(fn, `never has enough room for its ciphertext: ${MOST} bytes were the limit`);
}

/** C_DecapsulateKey; the handle of the key. */
export function* decapsulateKey(
  arena: Arena,
  mechanism: ChosenMechanism,
  privateKey: Ulong,
  ciphertext: Uint8Array,
  template: Template,
): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const input = arena.bytes(ciphertext);
  const parameter = encodeMechanism(arena, mechanism);
  const handle = arena.ulong();
  yield call(
    'C_DecapsulateKey',
    parameter,
    privateKey,
    address,
    count,
    input.address,
    input.size,
    handle.address,
  );
  return handle.readUlong();
}
