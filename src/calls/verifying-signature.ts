// PKCS #11 v3.2 §5.16: verifying a signature that is given before the data.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { verdict } from './verdict.ts';

/** C_VerifySignatureInit and C_VerifySignature. */
export function* verifySignature(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
  signature: Uint8Array,
): Program<boolean> {
  const input = arena.bytes(data);
  yield* begin(arena, mechanism, key, signature);
  const rv = yield attempt('C_VerifySignature', SESSION, input.address, input.size);
  return verdict(rv, 'C_VerifySignature');
}

function* begin(arena: Arena, mechanism: ChosenMechanism, key: Ulong, signature: Uint8Array): Program<void> {
  const claimed = arena.bytes(signature);
  const parameter = encodeMechanism(arena, mechanism);
  yield call('C_VerifySignatureInit', SESSION, parameter, key, claimed.address, claimed.size);
}

/** C_VerifySignatureInit, C_VerifySignatureUpdate for each part, C_VerifySignatureFinal. */
export function verifySignatureParts(
  mechanism: ChosenMechanism,
  key: Ulong,
  signature: Uint8Array,
): Multipart<BytesLike, boolean> {
  return {
    what: 'verifySignature',
    begin: (arena) => begin(arena, mechanism, key, signature),
    update: (chunk) =>
      function* (arena) {
        const input = arena.bytes(toBytes('verifySignature: chunk', chunk));
        yield call('C_VerifySignatureUpdate', SESSION, input.address, input.size);
        return undefined;
      },
    *finish() {
      return verdict(yield attempt('C_VerifySignatureFinal', SESSION), 'C_VerifySignatureFinal');
    },
    *cancel() {
      const rv = yield attempt('C_SessionCancel', SESSION, CKF.VERIFY);
      if (rv !== CKR.OK) yield attempt('C_VerifySignatureFinal', SESSION);
    },
  };
}
