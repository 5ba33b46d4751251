import { createRequire } from 'node:module';
import { type CallOptions, isLimited, type Limit, limited, refuseLimits } from '../core/limits.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import type { SessionContext } from './session/context.ts';

/** What `cryptoki/formats` has. It brings the ASN.1 libraries along, so it is loaded when a method needs it. */
export type Formats = typeof import('../formats/formats.ts');

let loaded: Formats | undefined;

async function loadFormats(): Promise<Formats> {
  loaded ??= await import('../formats/formats.ts');
  return loaded;
}

/** From Node.js 20.19 on `require` loads ES modules: the only way to load one without waiting. */
export function loadFormatsSync(): Formats {
  if (loaded === undefined) {
    // This file is TypeScript or JavaScript, and so is the other.
    const extension = /\.[a-z]+$/.exec(new URL(import.meta.url).pathname)?.[0] ?? '.js';
    loaded = createRequire(import.meta.url)(`../formats/formats${extension}`) as Formats;
  }
  return loaded;
}

/**
 * Runs a program that needs the formats. What `make` closes over must be safe from changes by the caller; `over` lets go of
 * it, however early or late the program has failed.
 */
export async function runWithFormats<T>(
  context: SessionContext,
  method: string,
  make: (formats: Formats) => MakeProgram<T> | Promise<MakeProgram<T>>,
  options?: CallOptions,
  over?: () => void,
): Promise<T> {
  let begun = false;
  const work = async (limit?: Limit): Promise<T> => {
    begun = true;
    try {
      return await context.runner.runWithin(limit, method, await make(loaded ?? (await loadFormats())));
    } finally {
      over?.();
    }
  };
  try {
    context.session.assertOpen();
    return await (isLimited(options) ? limited(method, options, work) : work());
  } finally {
    // Who gives up waits no more, but the work goes on.
    if (!begun) over?.();
  }
}

export function runWithFormatsSync<T>(
  context: SessionContext,
  method: string,
  make: (formats: Formats) => MakeProgram<T>,
  options?: object,
  over?: () => void,
): T {
  try {
    refuseLimits(method, options);
    context.session.assertOpen();
    return context.runner.runSync(method, make(loadFormatsSync()));
  } finally {
    over?.();
  }
}
