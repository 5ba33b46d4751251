import { getAttributes } from '../../calls/attributes.ts';
import { attribute } from '../../codec/attributes.ts';
import { toBytes, withLeadingZeros } from '../../codec/bytes.ts';
import type { ChosenMechanism } from '../../codec/mechanisms.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';
import { report } from './fallback.ts';

/**
 * Derives with a mechanism that may take another's public value: as it was given, or as long as the prime. One in 256
 * is shorter, as numbers are written without leading zeros, and openCryptoki 3.8 takes no other length than the prime's.
 */
export function* withPublicValue<T>(
  arena: Arena,
  context: SessionContext,
  key: Key,
  mechanism: ChosenMechanism,
  derive: (mechanism: ChosenMechanism) => Program<T>,
): Program<T> {
  if (mechanism.entry.ephemeral !== 'publicValue') return yield* derive(mechanism);
  const { name, options } = mechanism;
  const given = toBytes(`${name}.publicValue`, (options as { publicValue?: unknown }).publicValue);
  const withValue = (publicValue: Uint8Array) => ({ ...mechanism, options: { ...options, publicValue } });
  try {
    return yield* derive(withValue(given));
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || error.fn !== 'C_DeriveKey') throw error;
    if (error.rv !== CKR.MECHANISM_PARAM_INVALID) throw error;
    const [prime] = yield* getAttributes(arena, key.handle, [attribute('prime')]);
    const size = prime !== undefined && 'value' in prime ? (prime.value as Uint8Array).byteLength : 0;
    const value = given.byteLength === size ? undefined : withLeadingZeros(given, size);
    if (value === undefined) throw error;
    const made = yield* derive(withValue(value));
    report(context, { operation: 'deriveKey', kind: 'point', mechanism: name, code: error.code });
    return made;
  }
}
