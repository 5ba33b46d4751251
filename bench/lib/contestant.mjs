// What the contestants in JavaScript share: the protocol of floor.c, and the measuring loops.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

export const MEBIBYTE = 1 << 20;
export const input = new Uint8Array(MEBIBYTE);
/** How many objects the searches find. */
export const SEARCHES = { search10k: 10_000, search100k: 100_000 };

/** The searches: objects by what `create` makes for an application and a label, found and looked at by `find`. */
export function searches(create, find) {
  const made = new Set();
  return Object.fromEntries(
    Object.entries(SEARCHES).map(([name, size]) => [
      name,
      () => {
        const application = `bench-search-${size}`;
        if (!made.has(name)) {
          made.add(name);
          for (let i = 0; i < size; i++) create(application, `object ${i}`);
        }
        const found = find(application);
        if (found !== size) throw new Error(`${found} objects found`);
      },
    ]),
  );
}

/** Repeats for so many milliseconds, once at least; nanoseconds an operation. */
export function measure(run, milliseconds) {
  let batch = 1;
  let done = 0;
  let elapsed = 0;
  const began = performance.now();
  do {
    for (let i = 0; i < batch; i++) run();
    done += batch;
    elapsed = performance.now() - began;
    if (elapsed < milliseconds / 10) batch *= 2;
  } while (elapsed < milliseconds);
  return { ns: (elapsed * 1e6) / done };
}

/** So many calls under way at any time; nanoseconds an operation, and how late timers were. */
export async function measureAsync(run, inFlight, milliseconds) {
  await run(0);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const began = performance.now();
  let done = 0;
  const keepGoing = async (index) => {
    while (performance.now() - began < milliseconds) {
      await run(index);
      done++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, index) => keepGoing(index)));
  const elapsed = performance.now() - began;
  delays.disable();
  // The timer itself ticks each millisecond: what is above that is delay.
  return { ns: (elapsed * 1e6) / done, delayP99: Math.max(0, delays.percentile(99) / 1e6 - 1) };
}

/**
 * Answers on standard output, a line of JSON each, what is asked for on standard input.
 * `load` is timed from nothing loaded to the first signature; it gives the operations by name.
 */
export async function contestant(load) {
  const began = performance.now();
  const { operations, asynchronous = {}, close } = await load();
  tell({ name: 'load', ns: (performance.now() - began) * 1e6 });
  for await (const line of createInterface({ input: process.stdin })) {
    const [name, milliseconds] = line.split(' ');
    const [, kind, inFlight] = /^async(\D+)(\d+)$/.exec(name) ?? [];
    if (kind !== undefined) {
      const prepare = asynchronous[kind];
      if (prepare === undefined) tell({ name });
      else
        tell({
          name,
          ...(await measureAsync(prepare(Number(inFlight)), Number(inFlight), Number(milliseconds))),
        });
    } else if (operations[name] === undefined) tell({ name });
    else tell({ name, ...measure(operations[name], Number(milliseconds)) });
  }
  await close();
}

function tell(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
