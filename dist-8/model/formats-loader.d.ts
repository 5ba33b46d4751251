import { type CallOptions } from '../core/limits.js';
import type { MakeProgram } from '../core/module-runner.js';
import type { SessionContext } from './session/context.js';
/** What `cryptoki/formats` has. It brings the ASN.1 libraries along, so it is loaded when a method needs it. */
export type Formats = typeof import('../formats/formats.js');
/** From Node.js 20.19 on `require` loads ES modules: the only way to load one without waiting. */
export declare function loadFormatsSync(): Formats;
/**
 * Runs a program that needs the formats. What `make` closes over must be safe from changes by the caller; `over` lets go of
 * it, however early or late the program has failed.
 */
export declare function runWithFormats<T>(context: SessionContext, method: string, make: (formats: Formats) => MakeProgram<T> | Promise<MakeProgram<T>>, options?: CallOptions, over?: () => void): Promise<T>;
export declare function runWithFormatsSync<T>(context: SessionContext, method: string, make: (formats: Formats) => MakeProgram<T>, options?: object, over?: () => void): T;
