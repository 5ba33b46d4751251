import { describe } from '../codec/bytes.ts';
import type { HashName } from '../codec/hashes.ts';
import {
  type ChosenMechanism,
  chooseMechanism,
  parameterOptions,
  refuseUnknownOptions,
} from '../codec/mechanisms.ts';
import { type KeyTypeName, keyTypes, type MechanismName, mechanisms } from '../codec/names.ts';
import { NotSupportedError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { type DefaultedOperation, KEY_TYPE_POLICY } from './policy.ts';

const MECHANISM = ['mechanism'];

/** The mechanisms that a token offers. */
export type Offers = ReadonlySet<Ulong>;

/** What will be sent to the token, and what is done before. */
export interface Plan {
  readonly mechanism: ChosenMechanism;
  /** The data is hashed by node:crypto, since the token signs only hashes. */
  readonly hashOutside: HashName | undefined;
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
}

/**
 * Decides on the mechanism of an operation: the one named, or the first default that the token can do. What the token
 * cannot do is refused here, before anything is sent.
 */
export function planMechanism(offers: Offers, request: Request): Plan {
  const { method, operation, keyType, options, ownOptions } = request;
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${method}: expected an object of options, got ${describe(options)}`);
  }
  const type = keyTypes.name(keyTypes.number(`${method}: keyType`, keyType));
  const { mechanism: named } = options as { mechanism?: MechanismName | Ulong };
  const candidates = named === undefined ? KEY_TYPE_POLICY[type as KeyTypeName]?.[operation] : [named];
  if (candidates === undefined) {
    throw new NotSupportedError(`${method}: ${keyType} keys have no default for this: name the mechanism`);
  }
  for (const candidate of candidates) {
    const plan = planFor(offers, candidate, options);
    if (plan === undefined) continue;
    refuseUnknownOptions(method, options, MECHANISM, ownOptions, parameterOptions(plan.mechanism.entry));
    return plan;
  }
  const names = candidates.map((candidate) => mechanisms.name(mechanisms.number('mechanism', candidate)));
  throw new NotSupportedError(
    `${method}: the token does not offer ${names.join(', nor ')} (see token.getMechanisms())`,
  );
}

function planFor(offers: Offers, name: MechanismName | Ulong, options: object): Plan | undefined {
  const mechanism = chooseMechanism(name, options);
  // A number is a vendor's or a tester's: they know better than the token's list.
  if (typeof name !== 'string' || offers.has(mechanism.type)) return { mechanism, hashOutside: undefined };
  const { hash, prehashed } = mechanism.entry;
  if (
    hash === undefined ||
    prehashed === undefined ||
    !offers.has(mechanisms.number('mechanism', prehashed))
  ) {
    return undefined;
  }
  return { mechanism: chooseMechanism(prehashed, options), hashOutside: hash };
}
