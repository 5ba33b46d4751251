import { describe } from '../../codec/bytes.ts';
import type { MechanismFlag } from '../../codec/flags.ts';
import type { HashName } from '../../codec/hashes.ts';
import {
  type ChosenMechanism,
  chooseMechanism,
  keepMechanism,
  type MechanismEntry,
  parameterOptions,
  refuseUnknownOptions,
  withOptions,
} from '../../codec/mechanisms.ts';
import { type KeyTypeName, keyTypes, type MechanismName, mechanisms } from '../../codec/names.ts';
import { SIGNATURE_PADDINGS, type SignaturePadding } from '../../codec/signature-padding.ts';
import { CALL_OPTIONS } from '../../core/limits.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { type DefaultedOperation, KEY_TYPE_POLICY } from '../device/policy.ts';
import type { PlanMemory } from './plan-memory.ts';

const MECHANISM = ['mechanism'];

/** What a mechanism may be offered for. */
export type MechanismUse = Extract<MechanismFlag, 'ENCRYPT' | 'DECRYPT' | 'SIGN' | 'VERIFY'>;

/** The mechanisms that a token offers. */
export interface Offers {
  has(type: Ulong): boolean;
  /** False if the token has said that it does not use the mechanism so. */
  can?(type: Ulong, use: MechanismUse): boolean;
  /** It has done so before: nothing else has to be at hand. */
  proven?(type: Ulong, use: MechanismUse): boolean;
  /** The vendor's own number for a mechanism. */
  numberOf?(name: MechanismName | Ulong): Ulong | undefined;
  /** Options of a mechanism that this token needs unless the caller gives others. */
  parameters?(name: MechanismName | Ulong): Readonly<Record<string, unknown>> | undefined;
  /** The only room for a signature that this token takes, in bytes. */
  signatureRoom?(name: MechanismName | Ulong): number | undefined;
  /** Whether this token gets what is signed in one call, whatever parts it comes in. */
  inOnePiece?(name: MechanismName | Ulong): boolean | undefined;
  /** Why the token does not take these parameters, if that is known of it. */
  refusal?(mechanism: ChosenMechanism): string | undefined;
  /** Plans made before. */
  readonly memory?: PlanMemory | undefined;
  /** The same of a counter, which the caller of an operation on data may keep an eye on. */
  counterRefusal?(mechanism: ChosenMechanism): string | undefined;
}

/** What will be sent to the token, and what is done before. */
export interface Plan {
  /** What was named, or the default. */
  readonly asked: ChosenMechanism;
  /** What the token gets. */
  readonly mechanism: ChosenMechanism;
  readonly where: 'token' | 'software';
  /** node:crypto could do it, should the token refuse what it has never done yet. */
  readonly replaceable: boolean;
  /** The data is hashed by node:crypto, since the token signs only hashes. */
  readonly hashOutside: HashName | undefined;
  /** How the hash is written. */
  readonly hashEncoding: MechanismEntry['hashEncoding'];
  /** The padding that is made here, since the token has only RSA without; its options are those of `padded`. */
  readonly padding: SignaturePadding | undefined;
  readonly padded: ChosenMechanism | undefined;
  /** The code is computed again and compared, since the token only makes it. */
  readonly recompute: boolean;
}

interface Request {
  /** The method, for messages. */
  readonly method: string;
  /** What the default is looked up for, where there is one. */
  readonly operation: DefaultedOperation;
  readonly keyType: KeyTypeName | Ulong;
  readonly options: object;
  /** The options that the method takes besides the mechanism and its parameters. */
  readonly ownOptions: readonly string[];
  /** What the mechanism is used for, and what for by the key that confides in it: a default suits both. */
  readonly use?: MechanismUse | undefined;
  readonly confidentialUse?: MechanismUse | undefined;
  /** Counters are seen to where the token makes them wrong. */
  readonly watched?: boolean | undefined;
  /** Whether node:crypto can take the token's place. */
  readonly outside?: ((asked: ChosenMechanism) => boolean) | undefined;
}

/**
 * Decides on the mechanism of an operation: the one named, or the first default that the token can do. What the token
 * cannot do is refused here, before anything is sent.
 */
export function planMechanism(offers: Offers, request: Request): Plan {
  const { options } = request;
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${request.method}: expected an object of options, got ${describe(options)}`);
  }
  const { mechanism: named } = options as { mechanism?: MechanismName | Ulong };
  return recall(offers, request, named) ?? planAnew(offers, request, named);
}

function planAnew(offers: Offers, request: Request, named: MechanismName | Ulong | undefined): Plan {
  const { method, operation, keyType, options } = request;
  const candidates = named === undefined ? defaults(keyType, operation) : undefined;
  if (named === undefined && candidates === undefined) {
    throw new NotSupportedError(`${method}: ${keyType} keys have no default for this: name the mechanism`);
  }
  const ask = (name: MechanismName | Ulong): ChosenMechanism => {
    const chosen = chooseMechanism(name, withDefaults(options, offers.parameters?.(name)));
    const signatureRoom = offers.signatureRoom?.(name);
    const inOnePiece = offers.inOnePiece?.(name);
    return signatureRoom === undefined && inOnePiece !== true
      ? chosen
      : { ...chosen, signatureRoom, inOnePiece };
  };
  const plan = candidates
    ? choose(offers, candidates.map(ask), request)
    : planFor(offers, ask(named!), request);
  if (plan === undefined) {
    const names = (candidates ?? [named!]).map((name) =>
      mechanisms.name(mechanisms.number('mechanism', name)),
    );
    throw new NotSupportedError(
      `${method}: the token does not offer ${names.join(', nor ')} (see token.getMechanisms())`,
    );
  }
  refuseUnknown(request, plan.asked);
  const refusal = plan.where === 'token' ? refusalOf(offers, plan.mechanism, request) : undefined;
  if (refusal !== undefined) throw new NotSupportedError(`${method}: ${refusal}`);
  remember(offers, request, named, plan);
  return plan;
}

function refuseUnknown({ method, options, ownOptions }: Request, { entry }: ChosenMechanism): void {
  if (knowsAll(options, ownOptions, entry)) return;
  refuseUnknownOptions(method, options, MECHANISM, ownOptions, parameterOptions(entry), CALL_OPTIONS);
}

/** With no list made of the names: this is on the way of every call. */
function knowsAll(options: object, ownOptions: readonly string[], entry: MechanismEntry): boolean {
  for (const name in options) {
    if (name === 'mechanism' || parameterOptions(entry).includes(name) || ownOptions.includes(name)) continue;
    return false;
  }
  return true;
}

/** The plan of a former call, with the parameters of this one. */
function recall(
  offers: Offers,
  request: Request,
  named: MechanismName | Ulong | undefined,
): Plan | undefined {
  const { use, operation, keyType, options, outside } = request;
  if (use === undefined || (named !== undefined && typeof named !== 'string')) return undefined;
  const settled = offers.memory?.recall({ use, operation, named, keyType });
  if (settled === undefined) return undefined;
  const plan = withParameters(settled.plan, options);
  const chosen = plan.mechanism;
  if (refusalOf(offers, chosen, request) !== undefined) return undefined;
  // Until the token has shown that it does it, node:crypto may have to.
  if (!settled.proven && outside?.(chosen) === true) return undefined;
  refuseUnknown(request, chosen);
  return plan;
}

function withParameters(plan: Plan, options: object): Plan {
  if (plan.mechanism.entry.parameters === 'none') return plan;
  const chosen = withOptions(plan.mechanism, options);
  return asIs(chosen, chosen, false);
}

/** Keeps a plan that no parameter can change: the token does it, as it was asked for. */
function remember(
  offers: Offers,
  { use, operation, keyType, options }: Request,
  named: MechanismName | Ulong | undefined,
  { asked, mechanism, where, replaceable, recompute, hashOutside, padding }: Plan,
): void {
  if (use === undefined || (named !== undefined && typeof named !== 'string')) return;
  const direct = where === 'token' && !replaceable && !recompute;
  if (!direct || hashOutside !== undefined || padding !== undefined) return;
  if (asked !== mechanism || asked.options !== options) return;
  const proven = offers.proven?.(mechanism.type, use) === true;
  const bare = withOptions(mechanism, {});
  offers.memory?.keep({ use, operation, named, keyType }, { plan: asIs(bare, bare, false), proven });
}

function refusalOf(offers: Offers, mechanism: ChosenMechanism, { watched }: Request): string | undefined {
  const refusal = offers.refusal?.(mechanism);
  return refusal === undefined && watched !== true ? offers.counterRefusal?.(mechanism) : refusal;
}

/** The mechanisms of the policy, the best first. */
function defaults(
  keyType: KeyTypeName | Ulong,
  operation: DefaultedOperation,
): readonly MechanismName[] | undefined {
  const name = keyTypes.name(keyTypes.number('keyType', keyType));
  return KEY_TYPE_POLICY[name as KeyTypeName]?.[operation];
}

function withDefaults(options: object, defaults: Readonly<Record<string, unknown>> | undefined): object {
  if (defaults === undefined) return options;
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

/**
 * The first mechanism that the confidential key can be used with, and how it is used here: whoever leaves the
 * mechanism to the library must get the same for both halves of a key.
 */
function choose(offers: Offers, candidates: readonly ChosenMechanism[], request: Request): Plan | undefined {
  const { use, confidentialUse = use } = request;
  if (candidates.length > 1) {
    for (const suits of [offered, prepared]) {
      for (const asked of candidates) {
        if (suits(offers, asked, confidentialUse) === undefined) continue;
        const chosen = planFor(offers, asked, request);
        if (chosen !== undefined) return chosen;
      }
    }
  }
  for (const asked of candidates) {
    const chosen = planFor(offers, asked, request);
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

/** On the token as it is, on the token with something done before, outside, or as a last try on the token after all. */
function planFor(offers: Offers, asked: ChosenMechanism, { use, outside }: Request): Plan | undefined {
  const mechanism = offered(offers, asked, use);
  const refused = mechanism !== undefined && offers.refusal?.(mechanism) !== undefined;
  if (mechanism !== undefined && !refused && use !== undefined && offers.proven?.(mechanism.type, use)) {
    return asIs(asked, mechanism, false);
  }
  const replaceable = outside?.(asked) === true;
  if (mechanism !== undefined && !(replaceable && refused)) {
    return asIs(asked, mechanism, replaceable && use !== undefined);
  }
  if (mechanism === undefined) {
    const otherwise = prepared(offers, asked, use) ?? recomputed(offers, asked, use);
    if (otherwise !== undefined) return { ...otherwise, replaceable };
  }
  if (replaceable) return { ...asIs(asked, asked, replaceable), where: 'software' };
  const listed = mechanism ?? offered(offers, asked, undefined);
  return listed && asIs(asked, listed, false);
}

/** Every operation makes one: no spreading of objects here. */
function asIs(asked: ChosenMechanism, mechanism: ChosenMechanism, replaceable: boolean): Plan {
  return {
    asked,
    mechanism,
    where: 'token',
    replaceable,
    hashOutside: undefined,
    hashEncoding: undefined,
    padding: undefined,
    padded: undefined,
    recompute: false,
  };
}

/** With the data hashed, or hashed and padded, outside. */
function prepared(offers: Offers, asked: ChosenMechanism, use: MechanismUse | undefined): Plan | undefined {
  const { hash, prehashed, hashEncoding } = asked.entry;
  const hashes = hash !== undefined && prehashed !== undefined;
  const plain = hashes ? chooseMechanism(prehashed, { ...asked.options, hash }) : asked;
  const plan: Plan = { ...asIs(asked, asked, false), hashOutside: hashes ? hash : undefined, hashEncoding };
  const mechanism = hashes ? offered(offers, plain, use) : undefined;
  if (mechanism !== undefined) return { ...plan, mechanism };
  const { unpadded } = plain.entry;
  if (unpadded === undefined || (use === 'VERIFY' && !SIGNATURE_PADDINGS[unpadded.padding].deterministic)) {
    return undefined;
  }
  if (use !== 'SIGN' && use !== 'VERIFY') return undefined;
  const bare = offered(offers, chooseMechanism(unpadded.mechanism, {}), use);
  return bare && { ...plan, mechanism: bare, padding: unpadded.padding, padded: plain };
}

/** A code that the token makes and does not check. */
function recomputed(offers: Offers, asked: ChosenMechanism, use: MechanismUse | undefined): Plan | undefined {
  if (use !== 'VERIFY' || asked.entry.mac === undefined) return undefined;
  const mechanism = offered(offers, asked, 'SIGN');
  return mechanism && { ...asIs(asked, mechanism, false), recompute: true };
}

/** The mechanism as the token has it, or undefined. A number is a vendor's or a tester's: they know better. */
export function offered(
  offers: Offers,
  mechanism: ChosenMechanism,
  use: MechanismUse | undefined,
): ChosenMechanism | undefined {
  if (typeof mechanism.name !== 'string') return mechanism;
  if (isUsable(offers, mechanism.type, use)) return mechanism;
  const own = offers.numberOf?.(mechanism.name);
  return own !== undefined && isUsable(offers, own, use) ? { ...mechanism, type: own } : undefined;
}

function isUsable(offers: Offers, type: Ulong, use: MechanismUse | undefined): boolean {
  return offers.has(type) && (use === undefined || offers.can?.(type, use) !== false);
}

/** A plan whose parameters the caller can no longer change: for operations that begin later. */
export function keepPlan<P extends Plan>(plan: P): P {
  const { asked, mechanism, padded } = plan;
  return {
    ...plan,
    asked: keepMechanism(asked),
    mechanism: keepMechanism(mechanism),
    padded: padded && keepMechanism(padded),
  };
}
