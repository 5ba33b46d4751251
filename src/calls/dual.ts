// PKCS #11 v3.2 §5.17 Dual-function cryptographic functions: two operations over the same parts.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program, SESSION, type SessionFunction } from '../core/program.ts';
import { CryptokiError, NotSupportedError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { DECRYPTION } from './decryption.ts';
import { DIGESTING, digestBeginning } from './digesting.ts';
import { ENCRYPTION } from './encryption.ts';
import { begin, beginning, type KeyUse, type OperationFunctions, ROOM } from './operation.ts';
import { SIGNING } from './signing.ts';
import { verdict } from './verdict.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One of the two operations. */
interface Half<R> {
  readonly flag: number;
  /** Its arguments are written when this is called. */
  init(arena: Arena): Program<void>;
  finish(arena: Arena): Program<R>;
}

/** What the cipher gives last, and what the other operation says of all of it. */
export interface DualResult<R> {
  readonly last: Bytes;
  readonly other: R;
}

interface Halves<R> {
  readonly what: string;
  readonly update: SessionFunction;
  readonly cipher: Half<Bytes>;
  readonly other: Half<R>;
}

/** The key that may want a PIN comes second: nothing may come between its login and the first part. */
function dual<R>(
  halves: Halves<R>,
  order: readonly [Half<unknown>, Half<unknown>],
): Multipart<BytesLike, DualResult<R>> {
  const { what, update, cipher, other } = halves;
  return {
    what,
    begin: (arena) => {
      const [first, second] = [order[0].init(arena), order[1].init(arena)];
      return (function* () {
        yield* first;
        try {
          yield* second;
        } catch (error) {
          yield* cancel(arena, [order[0]]);
          throw isActive(error) ? unable(what, error) : error;
        }
      })();
    },
    update: (chunk) =>
      function* (arena) {
        const bytes = toBytes(`${what}: chunk`, chunk);
        if (bytes.byteLength === 0) return undefined;
        const input = arena.bytes(bytes);
        try {
          return yield* output(arena, update, [input.address, input.size], input.size + ROOM);
        } catch (error) {
          throw isLacking(error) ? unable(what, error) : error;
        }
      },
    *finish(arena) {
      const last = yield* cipher.finish(arena);
      return { last, other: yield* other.finish(arena) };
    },
    cancel: (arena) => cancel(arena, order),
  };
}

function isActive(error: unknown): boolean {
  return error instanceof Pkcs11Error && error.rv === CKR.OPERATION_ACTIVE;
}

/** openCryptoki 3.8 begins both, and has no function for their parts. */
function isLacking(error: unknown): boolean {
  return error instanceof Pkcs11Error && error.rv === CKR.FUNCTION_NOT_SUPPORTED;
}

/** Tokens without CKF_DUAL_CRYPTO_OPERATIONS. */
function unable(what: string, cause: unknown): NotSupportedError {
  return new NotSupportedError(`${what}: the token does not run two operations in one session`, { cause });
}

/** Ends what is active of the operations, and never fails. */
function* cancel(arena: Arena, halves: readonly Half<unknown>[]): Program<void> {
  const rv = yield attempt(
    'C_SessionCancel',
    SESSION,
    halves.reduce((flags, { flag }) => flags | flag, 0),
  );
  if (rv === CKR.OK) return;
  for (const { finish } of halves) {
    try {
      yield* finish(arena);
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
}

function keyed(functions: OperationFunctions, use: KeyUse): Half<Bytes> {
  return {
    flag: functions.flag,
    init: (arena) => begin(arena, beginning(arena, functions, use)),
    finish: (arena) => output(arena, functions.final, [], ROOM),
  };
}

function digesting(mechanism: ChosenMechanism): Half<Bytes> {
  return {
    flag: DIGESTING.flag,
    init: (arena) => begin(arena, digestBeginning(arena, mechanism)),
    finish: (arena) => output(arena, DIGESTING.final, [], ROOM),
  };
}

/** C_DigestEncryptUpdate: the digest is of the plaintext. */
export function digestEncryptParts(
  digest: ChosenMechanism,
  encryption: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  const [cipher, other] = [keyed(ENCRYPTION, encryption), digesting(digest)];
  return dual({ what: 'digestEncrypt', update: 'C_DigestEncryptUpdate', cipher, other }, [other, cipher]);
}

/** C_DecryptDigestUpdate: the digest is of what is decrypted. */
export function decryptDigestParts(
  digest: ChosenMechanism,
  decryption: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  const [cipher, other] = [keyed(DECRYPTION, decryption), digesting(digest)];
  return dual({ what: 'decryptDigest', update: 'C_DecryptDigestUpdate', cipher, other }, [other, cipher]);
}

/** C_SignEncryptUpdate: the signature is of the plaintext. */
export function signEncryptParts(
  signing: KeyUse,
  encryption: KeyUse,
): Multipart<BytesLike, DualResult<Bytes>> {
  const [cipher, other] = [keyed(ENCRYPTION, encryption), keyed(SIGNING, signing)];
  return dual({ what: 'signEncrypt', update: 'C_SignEncryptUpdate', cipher, other }, [cipher, other]);
}

/** C_DecryptVerifyUpdate: whether the signature is good for what is decrypted. */
export function decryptVerifyParts(
  verification: { readonly mechanism: ChosenMechanism; readonly key: Ulong },
  signature: Uint8Array,
  decryption: KeyUse,
): Multipart<BytesLike, DualResult<boolean>> {
  const cipher = keyed(DECRYPTION, decryption);
  const other: Half<boolean> = {
    flag: CKF.VERIFY,
    init: (arena) => {
      const mechanism = encodeMechanism(arena, verification.mechanism);
      return (function* () {
        yield call('C_VerifyInit', SESSION, mechanism, verification.key);
      })();
    },
    *finish(arena) {
      const claimed = arena.bytes(signature);
      return verdict(yield attempt('C_VerifyFinal', SESSION, claimed.address, claimed.size), 'C_VerifyFinal');
    },
  };
  return dual({ what: 'decryptVerify', update: 'C_DecryptVerifyUpdate', cipher, other }, [other, cipher]);
}
