// The types only: the classes are global, and loaded when somebody uses them.
import type {
  ReadableStream,
  ReadableStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
} from 'node:stream/web';
import { type CallOptions, isLimited, Limit } from './limits.ts';
import { type Multipart, MultipartRun } from './multipart.ts';
import type { SessionRunner } from './session-runner.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What `pipeThrough` takes. */
export interface StreamPair<C> {
  readonly readable: ReadableStream<Bytes>;
  readonly writable: WritableStream<C>;
}

/**
 * An operation as a pair of Web Streams. Not a TransformStream: in Node 20 that does not tell its transformer when the
 * readable side is cancelled, and the lane would be held for ever.
 */
export function streamPair<C>(
  runner: SessionRunner,
  operation: Multipart<C, Bytes>,
  options?: CallOptions,
): StreamPair<C> {
  const limit = isLimited(options) ? new Limit(operation.what, options) : undefined;
  const run = new MultipartRun(runner, operation);
  let output: ReadableStreamDefaultController<Bytes>;
  let input: WritableStreamDefaultController;
  let wanted = (): void => {};
  let cancelled: { readonly reason: unknown } | undefined;

  /** Passes output on; resolves when the reader wants more. */
  const pass = async (part: Bytes | undefined): Promise<void> => {
    if (part === undefined || part.byteLength === 0 || cancelled !== undefined) return;
    output.enqueue(part);
    if ((output.desiredSize ?? 0) > 0) return;
    await new Promise<void>((resolve) => {
      wanted = resolve;
    });
  };

  /** Whatever fails on one side ends the operation and fails the other side. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      if (cancelled !== undefined) throw cancelled.reason;
      await (limit?.race(work()) ?? work());
    } catch (error) {
      if (limit?.reached === undefined) await end();
      if (cancelled === undefined) output.error(error);
      throw error;
    }
  };

  const end = async (): Promise<void> => {
    limit?.end();
    await run.end();
  };

  const readable = new globalThis.ReadableStream<Bytes>({
    start(controller) {
      output = controller;
    },
    pull: () => wanted(),
    async cancel(reason) {
      cancelled = { reason: reason ?? new Error('the reader has cancelled the stream') };
      wanted();
      // As a TransformStream does: whoever writes need not write once more to find out.
      input.error(cancelled.reason);
      await end();
    },
  });
  const writable = new globalThis.WritableStream<C>({
    start: (controller) => {
      input = controller;
      limit?.onReached((error) => {
        void end();
        if (cancelled === undefined) output.error(error);
        cancelled = { reason: error };
        wanted();
        controller.error(error);
      });
      return guarded(() => run.begin(limit));
    },
    write: (chunk) => guarded(async () => pass(await run.update(chunk))),
    close: () =>
      guarded(async () => {
        const last = await run.finish();
        limit?.end();
        if (last.byteLength > 0) output.enqueue(last);
        output.close();
      }),
    async abort(reason) {
      await end();
      if (cancelled === undefined) output.error(reason);
    },
  });
  return { readable, writable };
}
