import type { KeyUse } from '../calls/operation.ts';
import type { Pin } from '../calls/pin.ts';
import { getTokenInfo } from '../calls/slots.ts';
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { ChosenMechanism } from '../codec/mechanisms.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { runOnModule, runOnModuleSync } from '../core/module-runner.ts';
import type { Multipart } from '../core/multipart.ts';
import type { SessionContext } from './context.ts';
import type { Key } from './key.ts';
import { moduleInternals } from './module-internals.ts';
import { askPin, type PinSource, pinRequest, toPin } from './pin-source.ts';

/** An option of the operations that a key may ask a PIN for. */
export interface PinOption {
  /** The PIN for this one operation, for keys that ask for it each time (CKA_ALWAYS_AUTHENTICATE). */
  readonly pin?: PinSource | undefined;
}

/**
 * A key about to be used. With a PIN for the operation there is something to do first: see whether a wrong one would
 * lock the token, and ask whoever knows it. What the user passed is copied before that, since it takes time.
 */
export class KeyUsage {
  readonly #context: SessionContext;
  readonly #key: Key;
  readonly #mechanism: ChosenMechanism;
  readonly #source: PinSource | undefined;
  #pin: Pin | undefined;

  constructor(context: SessionContext, key: Key, mechanism: ChosenMechanism, { pin }: PinOption) {
    this.#context = context;
    this.#key = key;
    this.#mechanism = mechanism;
    this.#source = pin;
  }

  /** The key as the calls take it. */
  get use(): KeyUse {
    return { mechanism: this.#mechanism, key: this.#key.handle, pin: this.#pin };
  }

  async #prepare(source: PinSource): Promise<void> {
    const { token } = this.#context.session;
    const { native } = moduleInternals(token.module);
    const info = await runOnModule(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.#pin = toPin(await askPin(source, pinRequest('CONTEXT_SPECIFIC', info, {})), info, {});
  }

  #prepareSync(source: PinSource): void {
    const { token } = this.#context.session;
    const { native } = moduleInternals(token.module);
    const info = runOnModuleSync(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.#pin = toPin(askPin(source, pinRequest('CONTEXT_SPECIFIC', info, {})), info, {});
  }

  /** Runs an operation on whole data. */
  async run<T>(
    method: string,
    data: BytesLike,
    make: (use: KeyUse, bytes: Uint8Array) => MakeProgram<T>,
  ): Promise<T> {
    let bytes = toBytes('data', data);
    if (this.#source !== undefined) {
      bytes = bytes.slice();
      await this.#prepare(this.#source);
    }
    return this.#context.runner.run(method, make(this.use, bytes));
  }

  runSync<T>(method: string, data: BytesLike, make: (use: KeyUse, bytes: Uint8Array) => MakeProgram<T>): T {
    if (this.#source !== undefined) this.#prepareSync(this.#source);
    return this.#context.runner.runSync(method, make(this.use, toBytes('data', data)));
  }

  /** An operation in parts, which asks for the PIN before it begins. */
  parts<C, R>(make: (use: KeyUse) => Multipart<C, R>): Multipart<C, R> {
    const source = this.#source;
    if (source === undefined) return make(this.use);
    return {
      ...make(this.use),
      prepare: () => this.#prepare(source),
      prepareSync: () => this.#prepareSync(source),
      begin: (arena) => make(this.use).begin(arena),
    };
  }
}
