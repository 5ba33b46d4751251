import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FallbackEvent } from '../model/choosing/fallback.ts';
import type { CallEvent } from '../native/native-module.ts';

/** Watches the calls made to one module, to tell what a trial came down to. */
export class Observer {
  readonly #module: string;
  #ended: CallEvent[] = [];
  #running: CallEvent[] = [];
  #fallbacks: FallbackEvent[] = [];

  constructor(module: string) {
    this.#module = module;
    subscribe('cryptoki:call:start', this.#start);
    subscribe('cryptoki:call:end', this.#end);
    subscribe('cryptoki:fallback', this.#fallback);
  }

  readonly #start = (message: unknown): void => {
    const event = message as CallEvent;
    if (event.module === this.#module) this.#running.push(event);
  };

  readonly #end = (message: unknown): void => {
    const event = message as CallEvent;
    if (event.module !== this.#module) return;
    const index = this.#running.findIndex(({ fn }) => fn === event.fn);
    if (index >= 0) this.#running.splice(index, 1);
    this.#ended.push(event);
  };

  readonly #fallback = (message: unknown): void => {
    this.#fallbacks.push(message as FallbackEvent);
  };

  /** Forgets what was. Calls that hang are not waited for any more. */
  reset(): void {
    this.#ended = [];
    this.#running = [];
    this.#fallbacks = [];
  }

  /** Whether a function was called since, and did not refuse. */
  called(fn: string): boolean {
    return this.#ended.some((event) => event.fn === fn && event.code === 'CKR_OK');
  }

  /** Whether the library did something in another way since. */
  fellBack(kind: FallbackEvent['kind']): boolean {
    return this.#fallbacks.some((event) => event.kind === kind);
  }

  /** What a function answered last, if it was called. */
  answerOf(fn: string): string | undefined {
    return this.#ended.findLast((event) => event.fn === fn)?.code;
  }

  /** The call that runs, or else the last one. */
  get last(): string {
    return this.#running.at(-1)?.fn ?? this.#ended.at(-1)?.fn ?? 'no call';
  }

  close(): void {
    unsubscribe('cryptoki:call:start', this.#start);
    unsubscribe('cryptoki:call:end', this.#end);
    unsubscribe('cryptoki:fallback', this.#fallback);
  }
}
