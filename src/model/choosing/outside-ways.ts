import type { Template } from '../../codec/attributes.ts';
import { describe } from '../../codec/bytes.ts';
import { type ChosenMechanism, chooseMechanism } from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { NotSupportedError } from '../../errors.ts';
import type { KeyWrapName, KeyWrapOptions } from '../../formats/key-wrap.ts';
import { OUTSIDE_WRAPS, protection, TWO_STEP_WRAPS } from '../device/policy.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';
import { offered } from './mechanism-choice.ts';

/**
 * How a key is wrapped; by default as the token can do it: RSA_PKCS_OAEP or RSA_AES_KEY_WRAP, AES_KEY_WRAP_KWP or
 * AES_KEY_WRAP. `hash` and `label` are OAEP's: SHA-1 and none, unless told otherwise.
 */
export type OutsideOptions = Partial<KeyWrapOptions>;

export const OUTSIDE_OPTIONS: readonly string[] = ['mechanism', 'hash', 'label', 'aesBits'];

/** Size of the temporary key where there is one. */
const AES_BITS = 256;

/** A wrapping, as it is said outside and as the token takes it. */
export interface Step {
  readonly options: KeyWrapOptions;
  readonly inside: ChosenMechanism;
}

/** One way of wrapping a key: in one step, or in two where the token does not offer the mechanism as a whole. */
export type Way = Step | { readonly temporary: Step; readonly key: Step; readonly aesBits: number };

/**
 * The ways that a token can go with a type of wrapping key and a class of key, the preferred one first.
 * @param secondStep what the AES key of two steps may wrap with; by default what the token unwraps
 */
export function waysFor(
  context: SessionContext,
  keyType: Key['keyType'],
  objectClass: 'SECRET_KEY' | 'PRIVATE_KEY',
  { mechanism: named, hash, label, aesBits = AES_BITS }: OutsideOptions,
  secondStep: readonly KeyWrapName[] = OUTSIDE_WRAPS.AES![objectClass],
): Way[] {
  const usual = OUTSIDE_WRAPS[keyType as KeyTypeName];
  if (usual === undefined) {
    throw new RangeError(`expected a key that wraps others (${Object.keys(OUTSIDE_WRAPS).join(', ')})`);
  }
  const candidates = named === undefined ? usual[objectClass] : [named];
  const ways = candidates.flatMap((mechanism): Way[] => {
    const whole = onToken(context, { mechanism, hash, label, aesBits });
    if (whole !== undefined) return [whole];
    const first = TWO_STEP_WRAPS[mechanism];
    const temporary = first && onToken(context, { mechanism: first, hash, label });
    const key = secondStep.map((each) => onToken(context, { mechanism: each })).find(Boolean);
    return temporary && key ? [{ temporary, key, aesBits }] : [];
  });
  if (ways.length === 0) {
    throw new NotSupportedError(
      `the token does not offer ${candidates.join(', nor ')} (see token.getMechanisms())`,
    );
  }
  return ways;
}

/** The mechanism as the token has it, if it does: some have it under a number of their vendor. */
function onToken({ profile }: SessionContext, options: KeyWrapOptions): Step | undefined {
  const { mechanism, ...parameters } = options;
  if (typeof mechanism !== 'string') {
    throw new TypeError(`mechanism: expected a name, got ${describe(mechanism)}`);
  }
  const inside = offered(profile, chooseMechanism(mechanism, parameters), undefined);
  return inside && { options, inside };
}

/** The AES key between the two steps, which lives for one call. */
export function temporaryKey(context: SessionContext, changes: Template): Template {
  return {
    class: 'SECRET_KEY',
    keyType: 'AES',
    token: false,
    ...protection(context.session.loggedIn),
    wrap: true,
    unwrap: true,
    ...changes,
  };
}
