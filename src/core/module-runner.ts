import { atCaller } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import type { NativeModule } from '../native/native-module.ts';
import { giveArena, takeArena } from './arenas.ts';
import { drive, driveSync } from './drivers.ts';
import { patience } from './giving-up.ts';
import type { Limit } from './limits.ts';
import type { Program } from './program.ts';

/** Makes the program of an operation, its arguments encoded into the arena. */
export type MakeProgram<T> = (arena: Arena) => Program<T>;

/** Programs without a session that run on each module: it is not finalised beneath them. */
const running = new WeakMap<NativeModule, number>();

function count(module: NativeModule, change: number): void {
  running.set(module, (running.get(module) ?? 0) + change);
}

export function isRunning(module: NativeModule): boolean {
  return (running.get(module) ?? 0) > 0;
}

/** Runs a program that needs no session, synchronously. */
export function runOnModuleSync<T>(module: NativeModule, make: MakeProgram<T>): T {
  const arena = takeArena(module, true);
  try {
    return driveSync(module, make(arena));
  } finally {
    giveArena(arena);
  }
}

/** Runs a program that needs no session. Within a limit it runs to its end all the same, but for answers that are put off. */
export async function runOnModule<T>(module: NativeModule, make: MakeProgram<T>, limit?: Limit): Promise<T> {
  const arena = takeArena(module, false);
  count(module, 1);
  try {
    const program = make(arena);
    return await drive(module, program, program.next(), undefined, limit && patience(limit));
  } catch (error) {
    throw atCaller(error);
  } finally {
    count(module, -1);
    giveArena(arena);
  }
}
