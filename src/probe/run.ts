import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { MechanismInfo } from '../calls/slots.ts';
import type { MechanismName } from '../codec/names.ts';
import { AbortError, CryptokiError, Pkcs11Error } from '../errors.ts';
import type { OpenOptions } from '../model/device/opening.ts';
import type { Token } from '../model/device/token.ts';
import type { PinSource } from '../model/session/pin-source.ts';
import type { Session } from '../model/session/session.ts';
import type { Ulong } from '../native/abi.ts';
import { Bench, type BenchSetting } from './bench.ts';
import { inventory, missing, newLabel, sweep } from './inventory.ts';
import { Observer } from './observer.ts';
import { checkOptions, type ProbeOptions, type RowName, SESSIONS, TIMEOUT } from './options.ts';
import {
  combine,
  type ObjectSummary,
  type ProbeReport,
  type Refusal,
  type RowResult,
  type TrialOutcome,
} from './report.ts';
import { ROWS } from './rows.ts';
import { type Found, judge, type Row, refusalOf, type Trial } from './trial.ts';

/** The rows of every report, in their order. */
export function rowNames(): RowName[] {
  return ROWS.map(({ group, name }) => ({ group, name }));
}

/** Milliseconds for the token to show that it answers at all after something hung, and for the last calls of all. */
const SIGN_OF_LIFE = 5_000;

/**
 * Finds out by doing what a token really does, checks every result outside the token, and leaves nothing behind. What
 * the token does wrong is in the report; an error is thrown only if there is nothing to report, as with a wrong PIN.
 * @throws Pkcs11Error CKR_PIN_INCORRECT and the like, PinGuardError if a wrong PIN would lock the token, AbortError
 * @example
 * const report = await probe(token, { pin: '1234' });
 * console.log(formatText(report));
 */
export async function probe(token: Token, options: ProbeOptions = {}): Promise<ProbeReport> {
  checkOptions(token, options);
  return new Run(token, options).run();
}

const HUNG = Symbol('hung');
const ABORTED = Symbol('aborted');

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | typeof HUNG> {
  const timer = new AbortController();
  // If it fails later, nobody is there to hear of it.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, delay(milliseconds, HUNG as typeof HUNG, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

class Run {
  readonly #token: Token;
  readonly #options: ProbeOptions;
  readonly #observer: Observer;
  /** Set when the token does not even say what it is any more. */
  #dead: string | undefined;
  #bench: Bench | undefined;

  constructor(token: Token, options: ProbeOptions) {
    this.#token = token;
    this.#options = options;
    this.#observer = new Observer(token.module.path);
  }

  async run(): Promise<ProbeReport> {
    try {
      return await this.#run();
    } finally {
      this.#observer.close();
    }
  }

  async #run(): Promise<ProbeReport> {
    this.#assertWanted();
    // Keeps the login for all sessions to come: the PIN is used once.
    const anchor = await this.#open(this.#options.pin);
    const setting: BenchSetting = {
      label: newLabel(),
      observer: this.#observer,
      offers: await mechanismsOf(this.#token),
      pin: this.#options.pin,
      existingKeys: this.#options.existingKeys === true,
      initialize: this.#options.initialize,
      sessions: this.#options.sessions ?? SESSIONS,
    };
    let changes: ProbeReport['changes'] = null;
    const results = new Map<Row, RowResult>();
    const rows = ROWS.filter(({ group, name }) => this.#options.only?.({ group, name }) ?? true);
    const done = (row: Row, result: RowResult): void => {
      results.set(row, result);
      this.#options.onRow?.(result);
    };
    try {
      const before = await this.#stored(anchor);
      try {
        const [soon, late] = [rows.filter((row) => row.late !== true), rows.filter((row) => row.late)];
        for (const row of [...soon, ...late]) {
          if (row.last !== true) done(row, await this.#row(row, setting));
        }
      } finally {
        changes = await this.#tidy(anchor, before);
      }
    } finally {
      await within(SIGN_OF_LIFE, anchor.close());
    }
    for (const row of rows) {
      if (row.last === true) done(row, await this.#trials(row, new Bench(anchor, setting)));
    }
    return {
      ...(await describeToken(this.#token)),
      mechanisms: [...setting.offers.keys()].map((name) =>
        typeof name === 'string' ? name : `0x${name.toString(16)}`,
      ),
      rows: rows.map((row) => results.get(row)!),
      changes,
    };
  }

  /** A session that may change what is stored, if the token lets anyone. */
  async #open(userPin: PinSource | undefined): Promise<Session> {
    const { allowFinalTry, protectedPath } = this.#options;
    const pin: OpenOptions = userPin === undefined ? {} : { userPin, allowFinalTry, protectedPath };
    if (this.#token.flags.has('WRITE_PROTECTED')) return this.#token.open(pin);
    try {
      return await this.#token.open({ ...pin, readWrite: true });
    } catch (error) {
      if (!(error instanceof Pkcs11Error && error.code === 'CKR_TOKEN_WRITE_PROTECTED')) throw error;
      return this.#token.open(pin);
    }
  }

  /** The session at work, or a new one if that hangs or is lost. */
  async #benchFor(setting: BenchSetting): Promise<Bench> {
    if (this.#bench === undefined || this.#bench.session.closed) {
      this.#bench = new Bench(await this.#open(undefined), setting);
    }
    return this.#bench;
  }

  async #row(row: Row, setting: BenchSetting): Promise<RowResult> {
    if (this.#dead === undefined) {
      try {
        const result = await this.#trials(row, await this.#benchFor(setting));
        if (this.#bench !== undefined) await within(SIGN_OF_LIFE, this.#bench.clearRow());
        return result;
      } catch (error) {
        this.#assertWanted();
        // No session to be had any more.
        this.#dead = (error as Error).message;
      }
    }
    const reason = this.#dead;
    return resultOf(
      row,
      row.trials.map(({ name }) => ({ name, outcome: 'not tried', reason })),
    );
  }

  async #trials(row: Row, bench: Bench): Promise<RowResult> {
    const trials: RowResult['trials'][number][] = [];
    for (const trial of row.trials) trials.push({ name: trial.name, ...(await this.#trial(trial, bench)) });
    return resultOf(row, trials);
  }

  #assertWanted(): void {
    const { signal } = this.#options;
    if (signal?.aborted) throw new AbortError('probe', signal.reason);
  }

  async #trial(trial: Trial, bench: Bench): Promise<TrialOutcome> {
    this.#assertWanted();
    if (this.#dead !== undefined) return { outcome: 'not tried', reason: this.#dead };
    const lacking = await lack(trial, bench);
    if (lacking !== undefined) return lacking;
    this.#observer.reset();
    const advertised = isAdvertised(trial, bench);
    try {
      const found = await this.#watched(trial.run(bench));
      if (found === HUNG) return await this.#hung();
      if (found === undefined) return { outcome: 'works' };
      if ('notOffered' in found) return { outcome: 'not offered', reason: found.notOffered };
      return 'fallback' in found ? { outcome: 'fallback', ...found } : { outcome: 'works', ...found };
    } catch (error) {
      this.#assertWanted();
      return judge(error, this.#observer, advertised);
    }
  }

  /** What a trial comes to, unless it hangs; once the probe is aborted, it has little time left. */
  async #watched(running: Promise<Found>): Promise<Found | typeof HUNG> {
    const { signal, timeout = TIMEOUT } = this.#options;
    if (signal === undefined) return within(timeout, running);
    const aborted = new AbortController();
    const abortion = once(signal, 'abort', { signal: aborted.signal }).then(
      () => ABORTED,
      () => ABORTED,
    );
    try {
      const first = await within(timeout, Promise.race([running, abortion]));
      if (first === ABORTED && (await within(SIGN_OF_LIFE, running)) === HUNG) await this.#hung();
      this.#assertWanted();
      return first as Found | typeof HUNG;
    } finally {
      aborted.abort();
    }
  }

  /** A call does not come back: its session is given up, and the token asked whether it lives. */
  async #hung(): Promise<TrialOutcome> {
    const fn = this.#observer.last;
    const message = `it took longer than ${this.#options.timeout ?? TIMEOUT} ms`;
    // Closed when the call comes back, if ever.
    void this.#bench?.session.close().catch(() => undefined);
    this.#bench = undefined;
    const alive = await within(
      SIGN_OF_LIFE,
      this.#token.getInfo().then(
        () => true,
        () => true,
      ),
    );
    if (alive === HUNG) this.#dead = `the token does not answer since ${fn}`;
    return { outcome: 'fails', refusal: { fn, code: 'ERR_PROBE_TIMEOUT' }, message };
  }

  /** Removes what is left, and compares what is stored with what was. */
  async #tidy(
    anchor: Session,
    before: readonly ObjectSummary[] | undefined,
  ): Promise<ProbeReport['changes']> {
    if (this.#dead !== undefined) return null;
    const limit = this.#options.timeout ?? TIMEOUT;
    const bench = this.#bench;
    if (bench !== undefined) {
      await within(limit, bench.clear());
      await within(SIGN_OF_LIFE, bench.session.close());
    }
    const after = await within(limit, this.#stored(anchor));
    if (after === HUNG || after === undefined || before === undefined) return null;
    return { added: missing(before, after), removed: missing(after, before) };
  }

  /** What is stored, without what probes have left; undefined if the token does not tell, as some do without a PIN. */
  async #stored(anchor: Session): Promise<ObjectSummary[] | undefined> {
    try {
      await sweep(anchor);
      return await inventory(anchor);
    } catch (error) {
      if (error instanceof CryptokiError) return undefined;
      throw error;
    }
  }
}

function resultOf(row: Row, trials: RowResult['trials']): RowResult {
  const { group, name, varies } = row;
  return { group, name, outcome: combine(trials), trials, ...(varies && { varies }) };
}

async function mechanismsOf(token: Token): Promise<Map<MechanismName | Ulong, MechanismInfo | undefined>> {
  const offers = new Map<MechanismName | Ulong, MechanismInfo | undefined>();
  for (const mechanism of await token.getMechanisms()) {
    offers.set(mechanism, await token.getMechanismInfo(mechanism).catch(() => undefined));
  }
  return offers;
}

async function lack({ needs = {} }: Trial, bench: Bench): Promise<TrialOutcome | undefined> {
  const { mechanisms = [], fn, login } = needs;
  if (mechanisms.length > 0 && !mechanisms.some((mechanism) => bench.has(mechanism))) {
    const reason = `the token has no ${mechanisms.join(' and no ')}`;
    const refusal = await refusalToTell(mechanisms[0]!, bench.session.token);
    return { outcome: 'not offered', reason, ...(refusal && { refusal }) };
  }
  if (fn !== undefined && !bench.session.token.module.supports(fn)) {
    return { outcome: 'not offered', reason: `the module has no ${fn}` };
  }
  if (login && !bench.session.loggedIn) return { outcome: 'not tried', reason: 'without a PIN' };
  return undefined;
}

/** What the token answers when it is asked about a mechanism that it does not list. */
async function refusalToTell(mechanism: MechanismName, token: Token): Promise<Refusal | undefined> {
  try {
    await token.getMechanismInfo(mechanism, { timeout: SIGN_OF_LIFE });
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Whether the token says of the mechanism that it is good for this. */
function isAdvertised({ needs = {} }: Trial, { offers }: Bench): boolean {
  const { mechanisms = [], flag } = needs;
  const offered = mechanisms.filter((mechanism) => offers.has(mechanism));
  if (flag === undefined || offered.length === 0) return true;
  return offered.some((mechanism) => offers.get(mechanism)?.flags.has(flag) ?? true);
}

async function describeToken(token: Token): Promise<Pick<ProbeReport, 'module' | 'token'>> {
  const { module } = token;
  const info = await module.getInfo();
  const { firmwareVersion, maxSessionCount = Number.POSITIVE_INFINITY } = await token.getInfo();
  return {
    module: {
      path: module.path,
      description: info.libraryDescription,
      manufacturerId: info.manufacturerId,
      libraryVersion: info.libraryVersion,
      cryptokiVersion: info.cryptokiVersion,
      interfaceVersion: module.interfaceVersion,
    },
    token: {
      label: token.label,
      manufacturerId: token.manufacturerId,
      model: token.model,
      serialNumber: token.serialNumber,
      firmwareVersion,
      flags: [...token.flags],
      maxSessionCount: Number.isFinite(maxSessionCount) ? maxSessionCount : null,
    },
  };
}
