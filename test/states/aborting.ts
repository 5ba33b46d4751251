import assert from 'node:assert/strict';
import { expectFailure, expectNormal, withTarget } from './expect.ts';
import type { Failure } from './outcomes.ts';
import { invoke, type Row } from './row.ts';
import type { World } from './world.ts';

/**
 * The place of a method's options among its parameters, as its source says; undefined if it takes none. Those of a
 * vendor's function come after its arguments.
 */
function optionsOf(target: object, method: string | symbol, given: number): number | undefined {
  const parameters = /^[^(]*\(([^)]*)\)/.exec(String(Reflect.get(target, method)))?.[1] ?? '';
  if (parameters.startsWith('...')) return given;
  const index = parameters.split(',').findIndex((each) => /^\s*options\b/.test(each));
  return index < 0 ? undefined : index;
}

function withSignal(args: unknown[], index: number, signal: AbortSignal): unknown[] {
  const given = Array.from({ length: Math.max(args.length, index + 1) }, (_, each) => args[each]);
  given[index] = { ...(given[index] as object | undefined), signal };
  return given;
}

/**
 * Calls a method with a signal that is aborted, and with one that is aborted at once: both reject. What the token
 * did of the second is taken back, so that the method works afterwards as it does normally. The twin refuses the signal.
 */
export function expectAborted(world: World, row: Row): Promise<void> {
  const outcome = row.outcomes[world.state];
  return withTarget(world, row, async (target, method) => {
    const args = row.arguments(world);
    const index = optionsOf(target, method, args.length);
    if (outcome === 'works' || typeof method === 'symbol') {
      return expectNormal(invoke(target, method, args), row, world);
    }
    if (method.endsWith('Sync')) {
      // Of the others JavaScript takes any number of arguments.
      if (index === undefined) return;
      const refused = invoke(target, method, withSignal(args, index, AbortSignal.abort()));
      await assert.rejects(refused, { name: 'TypeError', message: /unknown option "signal"/ });
      return;
    }
    assert.ok(index !== undefined, 'takes no options');
    const early = invoke(target, method, withSignal(args, index, AbortSignal.abort()));
    await expectFailure(early, outcome as Failure);
    const controller = new AbortController();
    const aborted = invoke(target, method, withSignal(row.arguments(world), index, controller.signal));
    controller.abort();
    await expectFailure(aborted, outcome as Failure);
    // What it is called on is used up otherwise.
    if (row.fresh === undefined) await expectNormal(invoke(target, method, row.arguments(world)), row, world);
  });
}
