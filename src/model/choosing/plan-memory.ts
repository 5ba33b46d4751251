import type { KeyTypeName, MechanismName } from '../../codec/names.ts';
import type { Ulong } from '../../native/abi.ts';
import type { DefaultedOperation } from '../device/policy.ts';
import type { MechanismUse, Plan } from './mechanism-choice.ts';

/** A mechanism that a token does as it was asked for. */
export interface Settled {
  /** The plan for a mechanism without parameters: the same each time. For others their parameters come with each call. */
  readonly plan: Plan;
  /** The token has done it before. */
  readonly proven: boolean;
}

/** What is planned: with a mechanism by name, or with the default for a type of key. */
export interface Question {
  readonly use: MechanismUse;
  readonly operation: DefaultedOperation;
  readonly named: MechanismName | undefined;
  readonly keyType: KeyTypeName | Ulong;
}

/** Plans that need no second thought. To plan anew costs each call more than the way through C and back. */
export class PlanMemory {
  readonly #named = new Map<MechanismUse, Map<MechanismName, Settled>>();
  readonly #defaults = new Map<MechanismUse, Map<DefaultedOperation, Map<KeyTypeName | Ulong, Settled>>>();

  recall({ use, operation, named, keyType }: Question): Settled | undefined {
    return named === undefined
      ? this.#defaults.get(use)?.get(operation)?.get(keyType)
      : this.#named.get(use)?.get(named);
  }

  keep({ use, operation, named, keyType }: Question, settled: Settled): void {
    if (named === undefined) placed(placed(this.#defaults, use), operation).set(keyType, settled);
    else placed(this.#named, use).set(named, settled);
  }
}

/** The map that a map holds under a key, made if there is none. */
function placed<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
