import { test } from 'node:test';

/** Every operation exists twice, and is tested twice. */
export type Mode = 'async' | 'sync';

type Callable = Record<string, (...args: unknown[]) => unknown>;

/** How a test calls the method under test: `method` or `methodSync`. The result is awaited either way. */
export interface Caller {
  readonly mode: Mode;
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what the method it names returns.
  call(target: object, method: string, ...args: unknown[]): Promise<any>;
  /** Everything that an iterable method (`getObjects`, `encrypt` of parts) yields. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  all(target: object, method: string, ...args: unknown[]): Promise<any[]>;
}

function caller(mode: Mode): Caller {
  const invoke = (target: object, method: string, args: unknown[]): unknown => {
    const name = mode === 'sync' ? `${method}Sync` : method;
    return (target as Callable)[name]!(...args);
  };
  return {
    mode,
    async call(target, method, ...args) {
      return await invoke(target, method, args);
    },
    async all(target, method, ...args) {
      const found: unknown[] = [];
      const values = invoke(target, method, args) as Iterable<unknown> | AsyncIterable<unknown>;
      for await (const value of values) found.push(value);
      return found;
    },
  };
}

/** Defines a test that runs once with the asynchronous methods and once with the synchronous ones. */
export function twice(name: string, body: (caller: Caller) => Promise<void>): void {
  for (const mode of ['async', 'sync'] as const) test(`${name} [${mode}]`, () => body(caller(mode)));
}
