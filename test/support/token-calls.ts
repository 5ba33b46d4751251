import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallEvent } from '../../src/index.ts';

/** The native calls made while it records, as the library reports them. */
export class CallRecord {
  /** Each call that has returned. */
  readonly calls: CallEvent[] = [];
  /** The most calls of one function that ran at the same time. */
  readonly mostAtOnce: Map<string, number> = new Map();
  readonly #running = new Map<string, number>();
  readonly #started = (message: unknown): void => {
    const { fn } = message as CallEvent;
    const running = (this.#running.get(fn) ?? 0) + 1;
    this.#running.set(fn, running);
    this.mostAtOnce.set(fn, Math.max(running, this.mostAtOnce.get(fn) ?? 0));
  };
  readonly #ended = (message: unknown): void => {
    const event = message as CallEvent;
    this.#running.set(event.fn, (this.#running.get(event.fn) ?? 0) - 1);
    this.calls.push(event);
  };

  constructor() {
    subscribe('cryptoki:call:start', this.#started);
    subscribe('cryptoki:call:end', this.#ended);
  }

  /** How many calls of a function returned CKR_OK. */
  count(fn: string): number {
    return this.calls.filter((call) => call.fn === fn && call.code === 'CKR_OK').length;
  }

  stop(): this {
    unsubscribe('cryptoki:call:start', this.#started);
    unsubscribe('cryptoki:call:end', this.#ended);
    return this;
  }
}

/** Records the calls made during some work. */
export async function recordCalls(work: (record: CallRecord) => unknown): Promise<CallRecord> {
  const record = new CallRecord();
  try {
    await work(record);
  } finally {
    record.stop();
  }
  return record;
}
