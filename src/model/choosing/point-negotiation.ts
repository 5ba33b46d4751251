import { getAttributes } from '../../calls/attributes.ts';
import { attribute } from '../../codec/attributes.ts';
import { toBytes } from '../../codec/bytes.ts';
import { curveOf } from '../../codec/curves.ts';
import { type ChosenMechanism, chooseMechanism } from '../../codec/mechanisms.ts';
import { type PointForm, pointForms } from '../../codec/point-forms.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';
import { report } from './fallback.ts';

// The standard wants points by themselves and lets tokens take them in DER, too; cards take the one and some HSMs the
// other form only.

/** What tokens say to a point in the form that they do not take. */
const REFUSALS: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.MECHANISM_PARAM_INVALID,
  CKR.ARGUMENTS_BAD,
  CKR.DOMAIN_PARAMS_INVALID,
  CKR.DATA_INVALID,
  CKR.DATA_LEN_RANGE,
  CKR.PUBLIC_KEY_INVALID,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
]);

type Forms = Readonly<Record<PointForm, ChosenMechanism>>;

/**
 * Derives with a mechanism that may take a point: as it was given or, if it is known that the token wants the other
 * form or that turns out, in that one.
 */
export function* withPoint<T>(
  arena: Arena,
  context: SessionContext,
  key: Key,
  mechanism: ChosenMechanism,
  derive: (mechanism: ChosenMechanism) => Program<T>,
): Program<T> {
  const { point: option } = mechanism.entry;
  if (option === undefined) return yield* derive(mechanism);
  const { learned, traits } = context.profile;
  const options = { ...mechanism.options } as Record<string, unknown>;
  const given = toBytes(`${mechanism.name}.${option}`, options[option]);
  options[option] = given;
  const likely = learned.point ?? traits.ecdhPoint;
  const first = likely && (yield* formsOf(arena, key, mechanism, option, options))?.[likely];
  try {
    return yield* derive(first ?? chooseMechanism(mechanism.name, options));
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv) || error.fn !== 'C_DeriveKey') throw error;
    const forms = yield* formsOf(arena, key, mechanism, option, options);
    if (forms === undefined) throw error;
    const sent = (first?.options as Record<string, unknown> | undefined)?.[option] ?? given;
    const other: PointForm = (forms.raw.options as Record<string, unknown>)[option] === sent ? 'der' : 'raw';
    let made: T;
    try {
      made = yield* derive(forms[other]);
    } catch {
      throw error;
    }
    learned.point = other;
    report(context, { operation: 'deriveKey', kind: 'point', mechanism: mechanism.name, code: error.code });
    return made;
  }
}

/** The mechanism with the point in each form; undefined if the curve is not known, or it is no point of it. */
function* formsOf(
  arena: Arena,
  key: Key,
  { name }: ChosenMechanism,
  option: string,
  options: Readonly<Record<string, unknown>>,
): Program<Forms | undefined> {
  const [result] = yield* getAttributes(arena, key.handle, [attribute('ecParams')]);
  const curve = result !== undefined && 'value' in result ? curveOf(result.value as Uint8Array) : undefined;
  if (curve === undefined) return undefined;
  const sizes = curve.keyType === 'EC' ? [1 + 2 * curve.bytes, 1 + curve.bytes] : [curve.bytes];
  const forms = pointForms(options[option] as Uint8Array, sizes);
  return (
    forms && {
      raw: chooseMechanism(name, { ...options, [option]: forms.raw }),
      der: chooseMechanism(name, { ...options, [option]: forms.der }),
    }
  );
}
