import { toBytes } from '../../codec/bytes.ts';
import { narrowCounter } from '../../codec/counter-mode.ts';
import type { MechanismFlag } from '../../codec/flags.ts';
import type { HashName } from '../../codec/hashes.ts';
import { type ChosenMechanism, mechanismEntry } from '../../codec/mechanisms.ts';
import { type KeyTypeName, type MechanismName, mechanisms } from '../../codec/names.ts';
import type { Ulong } from '../../native/abi.ts';
import type { MechanismUse, Offers } from '../choosing/mechanism-choice.ts';
import { PlanMemory } from '../choosing/plan-memory.ts';
import type { Traits } from './quirks.ts';

/** Mechanisms, by what they are used for. */
function byUse(): Readonly<Record<MechanismUse, Set<Ulong>>> {
  return { ENCRYPT: new Set(), DECRYPT: new Set(), SIGN: new Set(), VERIFY: new Set() };
}

/** What this thread has found out about a token by trying. */
export class Learned {
  readonly #refused = byUse();
  readonly #worked = byUse();
  /** How much of the templates of each kind of new key it does not want to hear; see new-key.ts. */
  readonly trimming: Map<string, number> = new Map();
  /** The form in which ECDH takes a point. */
  point: 'raw' | 'der' | undefined;
  /** The form in which public keys of each type are stored, once one form was refused. */
  readonly points: Map<KeyTypeName | Ulong, 'raw' | 'der'> = new Map();
  /** Whether data objects are public, whatever their template says. */
  publicData = false;
  /** How often it has refused what it offers. */
  refusals = 0;

  refuse(type: Ulong, use: MechanismUse): void {
    this.refusals++;
    this.#refused[use].add(type);
  }

  refused(type: Ulong, use: MechanismUse): boolean {
    return this.#refused[use].has(type);
  }

  work(type: Ulong, use: MechanismUse): void {
    this.#worked[use].add(type);
  }

  worked(type: Ulong, use: MechanismUse): boolean {
    return this.#worked[use].has(type);
  }
}

/** What lasts as long as the same token is in the slot. */
export interface Knowledge {
  /** Manufacturer, model, serial number. */
  readonly identity: string;
  readonly abilities: Abilities;
  readonly learned: Learned;
}

/** What each mechanism is good for, of those that the token was asked about. */
export type Abilities = ReadonlyMap<Ulong, ReadonlySet<MechanismFlag>>;

const USES: readonly MechanismFlag[] = [
  'ENCRYPT',
  'DECRYPT',
  'SIGN',
  'SIGN_RECOVER',
  'VERIFY',
  'VERIFY_RECOVER',
  'WRAP',
  'UNWRAP',
];

/** Codes, and RSA signatures of whatever the caller gives. */
function isVague(type: Ulong): boolean {
  const { mac, unpadded, scheme } = mechanismEntry(type);
  return mac !== undefined || unpadded !== undefined || scheme === 'RSA';
}

/** All that plans are made with: what a token offers, what it says, what is known of its kind, and what was found out. */
export class TokenProfile implements Offers {
  readonly traits: Traits;
  readonly learned: Learned;
  readonly #mechanisms: ReadonlySet<Ulong>;
  readonly #abilities: Abilities;
  #memory = new PlanMemory();
  #refusals = 0;

  constructor(mechanisms: ReadonlySet<Ulong>, traits: Traits, { abilities, learned }: Knowledge) {
    this.#mechanisms = mechanisms;
    this.#abilities = abilities;
    this.traits = traits;
    this.learned = learned;
  }

  /** Plans made since the token last refused what it offers. */
  get memory(): PlanMemory {
    if (this.#refusals !== this.learned.refusals) {
      this.#refusals = this.learned.refusals;
      this.#memory = new PlanMemory();
    }
    return this.#memory;
  }

  has(type: Ulong): boolean {
    return this.#mechanisms.has(type);
  }

  can(type: Ulong, use: MechanismUse): boolean {
    if (this.learned.refused(type, use)) return false;
    if (use === 'VERIFY' && this.traits.vagueVerdicts === true && isVague(type)) return false;
    return this.lists(type, use);
  }

  /** Whether the token says that it can, however well it does it. */
  lists(type: Ulong, use: MechanismUse): boolean {
    const flags = this.#abilities.get(type);
    // A token that says of a mechanism that it is good for nothing has not thought about it.
    return flags === undefined || flags.has(use) || !USES.some((flag) => flags.has(flag));
  }

  proven(type: Ulong, use: MechanismUse): boolean {
    return this.learned.worked(type, use);
  }

  numberOf(name: MechanismName | Ulong): Ulong | undefined {
    return this.traits.mechanismNumbers?.[name as MechanismName];
  }

  parameters(name: MechanismName | Ulong): Readonly<Record<string, unknown>> | undefined {
    return this.#ofMechanism(this.traits.parameters, name);
  }

  signatureRoom(name: MechanismName | Ulong): number | undefined {
    return this.#ofMechanism(this.traits.signatureRoom, name);
  }

  inOnePiece(name: MechanismName | Ulong): boolean | undefined {
    return this.#ofMechanism(this.traits.inOnePiece, name);
  }

  #ofMechanism<T>(
    values: Partial<Readonly<Record<MechanismName, T>>> | undefined,
    name: MechanismName | Ulong,
  ): T | undefined {
    if (values === undefined) return undefined;
    return values[mechanisms.name(mechanisms.number('mechanism', name)) as MechanismName];
  }

  counterRefusal(mechanism: ChosenMechanism): string | undefined {
    if (this.traits.fullCounters !== true) return undefined;
    return narrowCounter(mechanism) && 'counterBits: the token makes a counter of the whole block only';
  }

  refusal(mechanism: ChosenMechanism): string | undefined {
    return mechanism.entry.scheme === 'RSA-OAEP' ? this.#oaepRefusal(mechanism) : undefined;
  }

  #oaepRefusal({ name, options }: ChosenMechanism): string | undefined {
    const { oaepHashes, oaepLabel: labels } = this.traits;
    const { hash = 'SHA_1', oaepLabel } = options as { hash?: HashName; oaepLabel?: unknown };
    if (oaepHashes !== undefined && !oaepHashes.includes(hash)) {
      return `hash: the token does ${name} with ${oaepHashes.join(', ')} only`;
    }
    return labels === false && oaepLabel !== undefined && toBytes('oaepLabel', oaepLabel).byteLength > 0
      ? `oaepLabel: the token does ${name} without a label only`
      : undefined;
  }
}
