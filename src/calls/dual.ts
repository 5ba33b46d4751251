// PKCS #11 v3.2 §5.17 Dual-function cryptographic functions: two operations over the same parts.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program, type SessionFunction } from '../core/program.ts';
import { CryptokiError } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { type KeyUse, ROOM } from './operation.ts';
import { verdict } from './verdict.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the cipher gives last, and what the other operation says of all of it. */
export interface DualResult<R> {
  readonly last: Bytes;
  readonly other: R;
}

interface DualFunctions {
  readonly what: string;
  readonly update: SessionFunction;
  readonly cipherFinal: 'C_EncryptFinal' | 'C_DecryptFinal';
  readonly flags: number;
}

function dual<R>(
  { what, update, cipherFinal, flags }: DualFunctions,
  begin: (arena: Arena) => Program<void>,
  finish: (arena: Arena) => Program<R>,
): Multipart<BytesLike, DualResult<R>> {
  return {
    what,
    begin,
    update: (chunk) => (arena) => {
      const input = arena.bytes(toBytes(`${what}: chunk`, chunk));
      return output(arena, update, [input.address, input.size], input.size + ROOM);
    },
    *finish(arena) {
      const last = yield* output(arena, cipherFinal, [], ROOM);
      return { last, other: yield* finish(arena) };
    },
    *cancel(arena) {
      const rv = yield attempt('C_SessionCancel', flags);
      if (rv === CKR.OK) return;
      for (const end of [() => output(arena, cipherFinal, [], ROOM), () => finish(arena)]) {
        try {
          yield* end() as Program<unknown>;
        } catch (error) {
          if (!(error instanceof CryptokiError)) throw error;
        }
      }
    },
  };
}

/** C_DigestEncryptUpdate between C_DigestInit, C_EncryptInit and their ends: the digest is of the plaintext. */
export function digestEncryptParts(
  digest: ChosenMechanism,
  { mechanism, key }: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  return dual(
    {
      what: 'digestEncrypt',
      update: 'C_DigestEncryptUpdate',
      cipherFinal: 'C_EncryptFinal',
      flags: CKF.DIGEST | CKF.ENCRYPT,
    },
    function* (arena) {
      yield call('C_DigestInit', encodeMechanism(arena, digest));
      yield call('C_EncryptInit', encodeMechanism(arena, mechanism), key);
    },
    (arena) => output(arena, 'C_DigestFinal', [], ROOM),
  );
}

/** C_DecryptDigestUpdate: the digest is of what is decrypted. */
export function decryptDigestParts(
  digest: ChosenMechanism,
  { mechanism, key }: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  return dual(
    {
      what: 'decryptDigest',
      update: 'C_DecryptDigestUpdate',
      cipherFinal: 'C_DecryptFinal',
      flags: CKF.DIGEST | CKF.DECRYPT,
    },
    function* (arena) {
      yield call('C_DecryptInit', encodeMechanism(arena, mechanism), key);
      yield call('C_DigestInit', encodeMechanism(arena, digest));
    },
    (arena) => output(arena, 'C_DigestFinal', [], ROOM),
  );
}

/** C_SignEncryptUpdate: the signature is of the plaintext. */
export function signEncryptParts(
  signing: KeyUse,
  { mechanism, key }: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  return dual(
    {
      what: 'signEncrypt',
      update: 'C_SignEncryptUpdate',
      cipherFinal: 'C_EncryptFinal',
      flags: CKF.SIGN | CKF.ENCRYPT,
    },
    function* (arena) {
      yield call('C_SignInit', encodeMechanism(arena, signing.mechanism), signing.key);
      yield call('C_EncryptInit', encodeMechanism(arena, mechanism), key);
    },
    (arena) => output(arena, 'C_SignFinal', [], ROOM),
  );
}

/** C_DecryptVerifyUpdate: whether the signature is good for what is decrypted. */
export function decryptVerifyParts(
  verifying: KeyUse,
  { mechanism, key }: KeyUse,
  signature: Uint8Array,
): Multipart<BytesLike, DualResult<boolean>> {
  return dual(
    {
      what: 'decryptVerify',
      update: 'C_DecryptVerifyUpdate',
      cipherFinal: 'C_DecryptFinal',
      flags: CKF.VERIFY | CKF.DECRYPT,
    },
    function* (arena) {
      yield call('C_DecryptInit', encodeMechanism(arena, mechanism), key);
      yield call('C_VerifyInit', encodeMechanism(arena, verifying.mechanism), verifying.key);
    },
    function* (arena) {
      const claimed = arena.bytes(signature);
      const rv = yield attempt('C_VerifyFinal', claimed.address, claimed.size);
      return verdict(rv, 'C_VerifyFinal');
    },
  );
}
