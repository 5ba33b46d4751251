// PKCS #11 v3.2 §5.15 Functions for verifying signatures and MACs.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { attempt, type Caller, call, type Program, SESSION } from '../core/program.ts';
import { type ShortOperation, ShortProgram } from '../core/short-program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { orWholeOfNothing } from './empty-message.ts';
import { gathering } from './gathering.ts';
import { verdict } from './verdict.ts';

/** tpm2-pkcs11 takes an empty signature for an argument that is missing, and leaves the operation open: one byte is as wrong. */
function present(signature: Uint8Array): Uint8Array {
  return signature.length === 0 ? Uint8Array.of(0) : signature;
}

/** Writes a signature for `verify`. */
export function claim(arena: Arena, signature: Uint8Array): Region {
  return arena.bytes(present(signature));
}

/** Has a second look at a failure to give a verdict. */
export type Doubt = (verdict: Program<boolean>) => Program<boolean>;

/** C_VerifyInit and C_Verify: whether the signature is good. */
export function verify(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
  claimed: Region,
  doubt?: Doubt,
): Program<boolean> {
  const address = encodeMechanism(arena, mechanism);
  return new ShortProgram(new Verification(address, key, arena.bytes(data), claimed, doubt));
}

class Verification implements ShortOperation<boolean> {
  readonly fn = 'C_Verify';
  readonly #mechanism: number;
  readonly #key: Ulong;
  readonly #data: Region;
  readonly #claimed: Region;
  readonly #doubt: Doubt | undefined;

  constructor(mechanism: number, key: Ulong, data: Region, claimed: Region, doubt: Doubt | undefined) {
    this.#mechanism = mechanism;
    this.#key = key;
    this.#data = data;
    this.#claimed = claimed;
    this.#doubt = doubt;
  }

  begin<R>(call: Caller<R>, session: Ulong): R {
    return call('C_VerifyInit', session, this.#mechanism, this.#key);
  }

  end<R>(call: Caller<R>, session: Ulong): R {
    const data = this.#data;
    const claimed = this.#claimed;
    return call(this.fn, session, data.address, data.size, claimed.address, claimed.size);
  }

  result(rv: Ulong): boolean | undefined {
    return rv === CKR.OK || undefined;
  }

  otherwise(rv: Ulong): Program<boolean> {
    const answer = verdictOf(rv, this.fn);
    return this.#doubt === undefined ? answer : this.#doubt(answer);
  }
}

// biome-ignore lint/correctness/useYield: nothing more is called on the token.
function* verdictOf(rv: Ulong, fn: string): Program<boolean> {
  return verdict(rv, fn);
}

/** C_VerifyInit, C_VerifyUpdate for each part, C_VerifyFinal. */
export function verifyParts(
  mechanism: ChosenMechanism,
  key: Ulong,
  signature: Uint8Array,
): Multipart<BytesLike, boolean> {
  const whole = (arena: Arena, data: Uint8Array) =>
    verify(arena, mechanism, key, data, claim(arena, signature));
  if (mechanism.inOnePiece === true) return gathering('verify', whole);
  const parts: Multipart<BytesLike, boolean> = {
    what: 'verify',
    *begin(arena) {
      yield call('C_VerifyInit', SESSION, encodeMechanism(arena, mechanism), key);
    },
    update: (chunk) =>
      function* (arena) {
        const bytes = toBytes('verify: chunk', chunk);
        if (bytes.byteLength === 0) return undefined;
        const input = arena.bytes(bytes);
        yield call('C_VerifyUpdate', SESSION, input.address, input.size);
        return undefined;
      },
    *finish(arena) {
      const claimed = claim(arena, signature);
      const rv = yield attempt('C_VerifyFinal', SESSION, claimed.address, claimed.size);
      return verdict(rv, 'C_VerifyFinal');
    },
    *cancel(arena) {
      const rv = yield attempt('C_SessionCancel', SESSION, CKF.VERIFY);
      // Older modules end a verification only by a verdict.
      if (rv !== CKR.OK) yield attempt('C_VerifyFinal', SESSION, arena.ulong().address, 1);
    },
  };
  return orWholeOfNothing(parts, whole);
}
