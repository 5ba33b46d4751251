import type { KeyUse } from '../../calls/operation.ts';
import type { Pin } from '../../calls/pin.ts';
import { getTokenInfo } from '../../calls/slots.ts';
import { type BytesLike, copyBytes, toBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, keepMechanism } from '../../codec/mechanisms.ts';
import type { KeyTurns } from '../../core/key-turns.ts';
import { type CallOptions, type Limit, limited } from '../../core/limits.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Multipart } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { moduleInternals } from '../device/module-internals.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';
import { askPin, type HeldPin, holdPin, type PinSource, pinRequest, toPin } from '../session/pin-source.ts';

/** An option of the operations that a key may ask a PIN for. */
export interface PinOption {
  /** The PIN for this one operation, for keys that ask for it each time (CKA_ALWAYS_AUTHENTICATE). */
  readonly pin?: PinSource | undefined;
}

/** What is done with a key and whole data. */
export type OnWhole<T> = (arena: Arena, use: KeyUse, data: Uint8Array) => Program<T>;

/**
 * A key about to be used. With a PIN for the operation there is something to do first: see whether a wrong one would
 * lock the token, and ask whoever knows it. What the user passed is copied before that, since it takes time.
 */
export class KeyUsage implements KeyUse {
  readonly mechanism: ChosenMechanism;
  readonly key: Ulong;
  /** There once it was asked for. */
  pin: Pin | undefined;
  readonly #context: SessionContext;
  readonly #held: HeldPin<PinSource> | undefined;
  readonly #limits: CallOptions;
  #leave: (() => void) | undefined;

  constructor(
    context: SessionContext,
    key: Key,
    mechanism: ChosenMechanism,
    options: PinOption & CallOptions,
  ) {
    const { pin } = options;
    this.key = key.handle;
    this.#context = context;
    this.#limits = options;
    if (pin === undefined) this.mechanism = mechanism;
    else {
      this.#held = holdPin(pin);
      this.mechanism = keepMechanism(mechanism);
    }
  }

  async #prepare({ source }: HeldPin<PinSource>): Promise<void> {
    const { pinPolicy, session } = this.#context;
    const { token } = session;
    const { native } = moduleInternals(token.module);
    const info = await runOnModule(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.pin = toPin(await askPin(source, pinRequest('CONTEXT_SPECIFIC', info, pinPolicy)), info, pinPolicy);
  }

  #prepareSync({ source }: HeldPin<PinSource>): void {
    const { pinPolicy, session } = this.#context;
    const { token } = session;
    const { native } = moduleInternals(token.module);
    const info = runOnModuleSync(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.pin = toPin(askPin(source, pinRequest('CONTEXT_SPECIFIC', info, pinPolicy)), info, pinPolicy);
  }

  /** Asks for the PIN, for an operation that begins then. */
  async ready(): Promise<void> {
    if (this.#held !== undefined) await this.#prepare(this.#held);
  }

  readySync(): void {
    if (this.#held !== undefined) this.#prepareSync(this.#held);
  }

  /** The same, and waits until nobody else uses the key, where one PIN is for all who do: until it is `over`. */
  async #start(method: string): Promise<void> {
    await this.ready();
    const { runner } = this.#context;
    this.#leave = await this.#turns()?.take(method, this.key, runner.lanes.timeout);
  }

  #startSync(method: string): void {
    if (this.#held === undefined) return;
    this.#prepareSync(this.#held);
    this.#leave = this.#turns()?.takeSync(method, this.key);
  }

  #turns(): KeyTurns | undefined {
    const { profile, session } = this.#context;
    if (this.#held === undefined || profile.traits.sharedKeyPins !== true) return undefined;
    const { module, slot } = session.token;
    return moduleInternals(module).tokenUse(slot.id).keyTurns;
  }

  /** Wipes the PIN, which nobody needs any more, and lets others have the key. */
  over(): void {
    this.#held?.wipe();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Runs an operation on whole data. */
  async run<T>(method: string, data: BytesLike, make: OnWhole<T>): Promise<T> {
    const bytes = toBytes('data', data);
    const { runner } = this.#context;
    if (this.#held === undefined) {
      return runner.run(method, (arena) => make(arena, this, bytes), this.#limits);
    }
    return limited(method, this.#limits, (limit) => this.#runWithPin(limit, method, bytes, make));
  }

  async #runWithPin<T>(
    limit: Limit | undefined,
    method: string,
    bytes: Uint8Array,
    make: OnWhole<T>,
  ): Promise<T> {
    const copy = copyBytes('data', bytes);
    try {
      await this.#start(method);
      limit?.assertUnreached();
      return await this.#context.runner.runWithin(limit, method, (arena) => make(arena, this, copy));
    } finally {
      copy.fill(0);
      this.over();
    }
  }

  runSync<T>(method: string, data: BytesLike, make: OnWhole<T>): T {
    if (this.#held !== undefined) return this.#runWithPinSync(method, data, make);
    const bytes = toBytes('data', data);
    return this.#context.runner.runSync(method, (arena) => make(arena, this, bytes), this.#limits);
  }

  #runWithPinSync<T>(method: string, data: BytesLike, make: OnWhole<T>): T {
    try {
      this.#startSync(method);
      const bytes = toBytes('data', data);
      return this.#context.runner.runSync(method, (arena) => make(arena, this, bytes), this.#limits);
    } finally {
      this.over();
    }
  }

  /** An operation in parts, which begins later: when its PIN is known, and there is a lane for it. */
  parts<C, R>(make: (use: KeyUse) => Multipart<C, R>): Multipart<C, R> {
    const mechanism = keepMechanism(this.mechanism);
    const held = this.#held;
    const sample = make(this);
    const { what, outside } = sample;
    let made: Multipart<C, R> | undefined;
    const parts = (): Multipart<C, R> => {
      made ??= make({ mechanism, key: this.key, pin: this.pin });
      return made;
    };
    return {
      what,
      outside,
      // What is inside may be of another key, with a PIN of its own.
      prepare:
        held === undefined && sample.prepare === undefined
          ? undefined
          : async () => {
              await this.#start(what);
              await parts().prepare?.();
            },
      prepareSync: () => {
        this.#startSync(what);
        parts().prepareSync?.();
      },
      begin: (arena) => parts().begin(arena),
      update: (chunk) => parts().update(chunk),
      finish: (arena) => parts().finish(arena),
      cancel: (arena) => parts().cancel(arena),
      waiting: () => parts().waiting?.() === true,
      over: () => {
        this.over();
        (made ?? sample).over?.();
      },
    };
  }
}
