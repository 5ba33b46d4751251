// One thread's part in the soak: many hands that do one operation after the other on sessions that they share, while
// those are replaced.
import type { Token } from '../../src/index.ts';
import { Luck } from '../support/luck.ts';
import { type Bench, benchOf, type Device, type Fixture, findToken, type Operation } from './bench.ts';
import { WHOLE } from './operations.ts';
import { UNFINISHED } from './operations-unfinished.ts';

export const OPERATIONS: Readonly<Record<string, Operation>> = { ...WHOLE, ...UNFINISHED };

/** Sessions that the hands of a thread share. */
const SHARED = 2;
/** Nothing takes longer, in milliseconds, on the slowest of machines. */
const PATIENCE = 90_000;
/** More say nothing new. */
const MOST_FAILURES = 10;

export interface Orders {
  readonly name: string;
  readonly device: Device;
  readonly fixture: Fixture;
  readonly seed: number;
  readonly hands: number;
}

export interface CrewReport {
  readonly failures: readonly string[];
  /** How often each operation was done. */
  readonly done: Readonly<Record<string, number>>;
  readonly givenUp: number;
}

interface Place {
  readonly bench: Bench;
  users: number;
  retired: boolean;
}

export class Crew {
  readonly #orders: Orders;
  readonly #luck: Luck;
  readonly #places: Place[] = [];
  readonly #failures: string[] = [];
  readonly #done: Record<string, number> = {};
  readonly #running = new Map<object, { readonly what: string; readonly since: number }>();
  #token: Token | undefined;
  #givenUp = 0;
  #stopping = false;
  #hands: Promise<unknown> = Promise.resolve();
  #watch: NodeJS.Timeout | undefined;

  constructor(orders: Orders) {
    this.#orders = orders;
    this.#luck = new Luck(orders.seed);
  }

  /** Loads the module, opens sessions, and sets the hands to work. */
  async start(): Promise<void> {
    const { device, hands } = this.#orders;
    this.#token = await findToken(device);
    for (let count = 0; count < SHARED; count++) await this.#addPlace();
    this.#watch = setInterval(() => this.#findStuck(), PATIENCE / 10).unref();
    this.#hands = Promise.all(Array.from({ length: hands }, (_, index) => this.#work(index)));
  }

  /** Lets the operations that run come to their end, and waits for that. */
  async stop(): Promise<CrewReport> {
    this.#stopping = true;
    await this.#hands;
    clearInterval(this.#watch);
    return { failures: this.#failures, done: this.#done, givenUp: this.#givenUp };
  }

  async close(): Promise<void> {
    for (const { bench } of this.#places) await bench.session.close();
    await this.#token?.module.close();
  }

  async #addPlace(): Promise<void> {
    const { device, fixture } = this.#orders;
    const options = { concurrency: 1 + this.#luck.below(5) };
    this.#places.push({
      bench: await benchOf(this.#token!, device, fixture, options),
      users: 0,
      retired: false,
    });
  }

  async #work(index: number): Promise<void> {
    const luck = new Luck(this.#orders.seed * 1009 + index + 1);
    while (!this.#stopping && this.#failures.length < MOST_FAILURES) {
      const what = luck.pick(this.#orders.fixture.offered);
      await this.#attempt(what, () => this.#doOne(what, luck));
      // Now and then a session that the hands share is replaced.
      if (luck.below(200) === 0) await this.#attempt('replace a session', () => this.#replace(luck));
    }
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    const mine = {};
    this.#running.set(mine, { what, since: performance.now() });
    try {
      await work();
      this.#done[what] = (this.#done[what] ?? 0) + 1;
    } catch (error) {
      this.#failures.push(`${this.#orders.name}: ${what}: ${error instanceof Error ? error.stack : error}`);
    } finally {
      this.#running.delete(mine);
    }
  }

  async #doOne(what: string, luck: Luck): Promise<void> {
    const place = luck.pick(this.#places);
    place.users++;
    try {
      if ((await OPERATIONS[what]!(place.bench, luck)) === 'given up') this.#givenUp++;
    } finally {
      place.users--;
      await this.#leave(place);
    }
  }

  async #replace(luck: Luck): Promise<void> {
    await this.#addPlace();
    const [place] = this.#places.splice(luck.below(SHARED), 1) as [Place];
    place.retired = true;
    await this.#leave(place);
  }

  /** The last to leave a session that was replaced closes it. */
  async #leave(place: Place): Promise<void> {
    if (place.retired && place.users === 0) await place.bench.session.close();
  }

  /** Nobody waits for a hand that hangs: the failure is all that is left to be told. */
  #findStuck(): void {
    const late = performance.now() - PATIENCE;
    for (const { what, since } of this.#running.values()) {
      if (since < late) this.#failures.push(`${this.#orders.name}: ${what}: never ends`);
    }
    if (this.#failures.some((each) => each.endsWith('never ends'))) {
      throw new Error(this.#failures.join('\n'));
    }
  }
}
