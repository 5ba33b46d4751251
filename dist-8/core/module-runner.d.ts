import type { Arena } from '../native/arena.js';
import type { NativeModule } from '../native/native-module.js';
import type { Limit } from './limits.js';
import type { Program } from './program.js';
/** Makes the program of an operation, its arguments encoded into the arena. */
export type MakeProgram<T> = (arena: Arena) => Program<T>;
export declare function isRunning(module: NativeModule): boolean;
/** Runs a program that needs no session, synchronously. */
export declare function runOnModuleSync<T>(module: NativeModule, make: MakeProgram<T>): T;
/** Runs a program that needs no session. Within a limit it runs to its end all the same, but for answers that are put off. */
export declare function runOnModule<T>(module: NativeModule, make: MakeProgram<T>, limit?: Limit): Promise<T>;
