import { type CallOptions, type Limit } from './limits.js';
import type { MakeProgram } from './module-runner.js';
import type { LaneSource } from './session-runner.js';
/** An operation in parts, as programs. */
export interface Multipart<Chunk, Result> {
    /** What it is called in messages. */
    readonly what: string;
    /** What comes before a lane is taken, such as asking for a PIN. */
    readonly prepare?: (() => Promise<void>) | undefined;
    readonly prepareSync?: (() => void) | undefined;
    /** What comes when all is over, however it ended. */
    readonly over?: (() => void) | undefined;
    /** It does not run on the token until it ends: there is no state of it to save. */
    readonly outside?: boolean | undefined;
    /** Whether data waits here that the token has not got yet. */
    readonly waiting?: (() => boolean) | undefined;
    readonly begin: MakeProgram<void>;
    /** Takes a part in; the output it causes, if the operation gives any before its end. */
    update(chunk: Chunk): MakeProgram<Uint8Array<ArrayBuffer> | undefined>;
    readonly finish: MakeProgram<Result>;
    /** Ends the operation on the token when it is given up half way; never throws. */
    readonly cancel: MakeProgram<void>;
    /** Nobody waits for output any more: what is still to come goes nowhere. */
    readonly abandon?: (() => void) | undefined;
}
/**
 * Parts by hand: what generators and Web Streams are made of. The lane is held from the first part to the last. Its end
 * may be asked for at any time, by both sides of a stream at once, and comes once.
 */
export declare class MultipartRun<Chunk, Result> {
    #private;
    constructor(runner: LaneSource, operation: Multipart<Chunk, Result>);
    begin(limit?: Limit): Promise<void>;
    update(chunk: Chunk, limit?: Limit): Promise<Uint8Array<ArrayBuffer> | undefined>;
    /** Runs a program in between, which looks at the operation and leaves it as it is. */
    inspect<T>(make: MakeProgram<T>, limit?: Limit): Promise<T>;
    finish(limit?: Limit): Promise<Result>;
    /** Cancels what has not been finished; what is under way comes to its end first. */
    end(): Promise<void>;
    beginSync(): void;
    updateSync(chunk: Chunk): Uint8Array<ArrayBuffer> | undefined;
    inspectSync<T>(make: MakeProgram<T>): T;
    finishSync(): Result;
    /** @throws BusyError while an asynchronous part runs */
    endSync(): void;
}
/** Runs an operation over chunks to its result. */
export declare function fold<C, R>(runner: LaneSource, operation: Multipart<C, R>, chunks: Iterable<C> | AsyncIterable<C>, options?: CallOptions): Promise<R>;
/** The same as part of a call that has a limit of its own. */
export declare function foldWithin<C, R>(limit: Limit | undefined, runner: LaneSource, operation: Multipart<C, R>, chunks: Iterable<C> | AsyncIterable<C>): Promise<R>;
export declare function foldSync<C, R>(runner: LaneSource, operation: Multipart<C, R>, chunks: Iterable<C>): R;
type Bytes = Uint8Array<ArrayBuffer>;
/** Runs an operation over chunks, yielding its output as it comes. */
export declare function transform<C>(runner: LaneSource, operation: Multipart<C, Bytes>, chunks: Iterable<C> | AsyncIterable<C>, options?: CallOptions): AsyncGenerator<Bytes, void, undefined>;
export declare function transformSync<C>(runner: LaneSource, operation: Multipart<C, Bytes>, chunks: Iterable<C>): Generator<Bytes, void, undefined>;
export {};
