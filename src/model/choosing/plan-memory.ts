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

/** The plans for one use. */
class Plans {
  readonly named: Map<MechanismName, Settled> = new Map();
  readonly defaults: Map<DefaultedOperation, Map<KeyTypeName | Ulong, Settled>> = new Map();
}

/** Plans that need no second thought. To plan anew costs each call more than the way through C and back. */
export class PlanMemory {
  readonly #encrypt = new Plans();
  readonly #decrypt = new Plans();
  readonly #sign = new Plans();
  readonly #verify = new Plans();

  recall({ use, operation, named, keyType }: Question): Settled | undefined {
    const plans = this.#of(use);
    return named === undefined ? plans.defaults.get(operation)?.get(keyType) : plans.named.get(named);
  }

  keep({ use, operation, named, keyType }: Question, settled: Settled): void {
    const plans = this.#of(use);
    if (named === undefined) placed(plans.defaults, operation).set(keyType, settled);
    else plans.named.set(named, settled);
  }

  /** No lookup: this is on the way of every call. */
  #of(use: MechanismUse): Plans {
    switch (use) {
      case 'ENCRYPT':
        return this.#encrypt;
      case 'DECRYPT':
        return this.#decrypt;
      case 'SIGN':
        return this.#sign;
      case 'VERIFY':
        return this.#verify;
    }
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
