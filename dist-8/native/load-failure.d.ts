import { ModuleLoadError } from '../errors.js';
type BinaryFormat = {
    readonly system: 'elf' | 'pe' | 'macho';
    readonly architectures: readonly string[];
};
/** The kind of a shared library and what it was built for, read off its first bytes; undefined if it is none. */
export declare function binaryFormat(head: Buffer): BinaryFormat | undefined;
/** Explains why the dynamic loader refused a file: the loader's own message rarely says what to do. */
export declare function explainLoadFailure(path: string, cause: unknown): ModuleLoadError;
export {};
