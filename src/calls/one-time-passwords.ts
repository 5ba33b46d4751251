// PKCS #11 v3.2 §6.53: one-time passwords are signatures of no data, given as a structure and verified as their value.
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import { type OneTimePassword, readOneTimePassword } from '../codec/one-time-password.ts';
import { Offer, outputAfter } from '../core/output.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { orCancel, ROOM } from './operation.ts';
import { SIGNING } from './signing.ts';
import { verdict } from './verdict.ts';

/** C_SignInit and C_Sign without data. */
export function* computeOtp(arena: Arena, mechanism: ChosenMechanism, key: Ulong): Program<OneTimePassword> {
  yield call('C_SignInit', SESSION, encodeMechanism(arena, mechanism), key);
  const offer = new Offer(arena, ROOM);
  const rv = yield attempt('C_Sign', SESSION, 0, 0, offer.address, offer.length);
  const output =
    offer.taken(rv) ?? (yield* orCancel(arena, SIGNING, outputAfter('C_Sign', [0, 0], offer, rv)));
  return readOneTimePassword(arena.abi, output, offer.address);
}

/** C_VerifyInit and C_Verify without data. */
export function* verifyOtp(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  value: Uint8Array,
): Program<boolean> {
  const claimed = arena.bytes(value);
  yield call('C_VerifyInit', SESSION, encodeMechanism(arena, mechanism), key);
  return verdict(yield attempt('C_Verify', SESSION, 0, 0, claimed.address, claimed.size), 'C_Verify');
}
