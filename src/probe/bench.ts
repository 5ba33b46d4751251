import type { MechanismInfo } from '../calls/slots.ts';
import type { MechanismName } from '../codec/names.ts';
import { NotSupportedError } from '../errors.ts';
import type { Slot } from '../model/device/slot.ts';
import type { Pkcs11Object } from '../model/objects/object.ts';
import type { PinSource } from '../model/session/pin-source.ts';
import type { Session } from '../model/session/session.ts';
import type { Ulong } from '../native/abi.ts';
import type { Observer } from './observer.ts';
import type { Refusal } from './report.ts';
import { refusalOf } from './trial.ts';

/** What all benches of a probe have in common. */
export interface BenchSetting {
  readonly label: string;
  readonly observer: Observer;
  readonly offers: ReadonlyMap<MechanismName | Ulong, MechanismInfo | undefined>;
  readonly pin: PinSource | undefined;
  readonly existingKeys: boolean;
  readonly initialize: InitializeOptions | undefined;
  /** How many are opened at once. */
  readonly sessions: number;
}

/** The slot that is initialised: whatever is on its token is gone. */
export interface InitializeOptions {
  readonly slot: Slot;
  readonly label: string;
  /** Of a token that was initialised before, the PIN that it has. */
  readonly soPin: string;
  /** The PIN that the user has afterwards. */
  readonly userPin: string;
}

/** Why something had to be stored: the refusal of a session object, or `true` if the library knew. */
export type Refused = Refusal | true;

/** Something made, stored only if it had to be. */
export interface Made<T> {
  readonly value: T;
  readonly refused?: Refused;
}

/** A session to try things in, and what has been made in it. */
export class Bench implements BenchSetting {
  readonly session: Session;
  readonly label: string;
  readonly observer: Observer;
  readonly offers: ReadonlyMap<MechanismName | Ulong, MechanismInfo | undefined>;
  readonly pin: PinSource | undefined;
  readonly existingKeys: boolean;
  readonly initialize: InitializeOptions | undefined;
  readonly sessions: number;
  readonly #shared = new Map<string, Promise<unknown>>();
  readonly #ofRow: Pkcs11Object[] = [];
  readonly #ofBench: Pkcs11Object[] = [];
  #sharing = 0;

  constructor(session: Session, setting: BenchSetting) {
    this.session = session;
    this.label = setting.label;
    this.observer = setting.observer;
    this.offers = setting.offers;
    this.pin = setting.pin;
    this.existingKeys = setting.existingKeys;
    this.initialize = setting.initialize;
    this.sessions = setting.sessions;
  }

  /** Whether the token offers a mechanism. */
  has(mechanism: MechanismName): boolean {
    return this.offers.has(mechanism);
  }

  /** Notes an object, to be destroyed when the row is over. */
  keep<T extends Pkcs11Object>(object: T): T {
    (this.#sharing > 0 ? this.#ofBench : this.#ofRow).push(object);
    return object;
  }

  /** What several rows use is made by the first, and destroyed at the end. */
  shared<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = this.#shared.get(name) as Promise<T> | undefined;
    if (made !== undefined) return made;
    this.#sharing++;
    const making = make().finally(() => {
      this.#sharing--;
    });
    this.#shared.set(name, making);
    return making;
  }

  /** Makes a session object; where the token refuses that, one that is stored, if it can be. */
  async make<T>(make: (store: boolean) => Promise<T>): Promise<Made<T>> {
    try {
      return { value: await make(false) };
    } catch (error) {
      const refused = refusalOf(error) ?? (error instanceof NotSupportedError ? true : undefined);
      if (refused === undefined || !this.session.readWrite) throw error;
      try {
        return { value: await make(true), refused };
      } catch (storing) {
        // The token's own answer, where there is one.
        throw refused === true ? storing : error;
      }
    }
  }

  /** Destroys what the row has made. What cannot be destroyed is found by its label at the end. */
  clearRow(): Promise<void> {
    return destroyAll(this.#ofRow);
  }

  async clear(): Promise<void> {
    await destroyAll(this.#ofRow);
    await destroyAll(this.#ofBench);
    this.#shared.clear();
  }
}

async function destroyAll(objects: Pkcs11Object[]): Promise<void> {
  for (const object of objects.splice(0).reverse()) await object.destroy().catch(() => undefined);
}
