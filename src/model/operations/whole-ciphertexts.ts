import { getAttributes } from '../../calls/attributes.ts';
import { attribute } from '../../codec/attributes.ts';
import { significant, withLeadingZeros } from '../../codec/bytes.ts';
import type { ChosenMechanism } from '../../codec/mechanisms.ts';
import type { Program } from '../../core/program.ts';
import type { Arena } from '../../native/arena.ts';
import { encryptsToNumbers } from '../choosing/software.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';

/** Whether the token wants ciphertexts with all their leading zeros. */
export function wantsWhole(context: SessionContext, mechanism: ChosenMechanism): boolean {
  return context.profile.traits.wholeCiphertexts === true && encryptsToNumbers(mechanism);
}

/** The ciphertext as long as the modulus: some who write it as a number (OpenPGP) leave out its leading zeros. */
export function* wholeCiphertext(arena: Arena, key: Key, ciphertext: Uint8Array): Program<Uint8Array> {
  const [result] = yield* getAttributes(arena, key.handle, [attribute('modulus')]);
  const modulus = result !== undefined && 'value' in result ? (result.value as Uint8Array) : undefined;
  const length = modulus === undefined ? 0 : significant(modulus).byteLength;
  return (ciphertext.byteLength < length && withLeadingZeros(ciphertext, length)) || ciphertext;
}
