import { type AttributeResult, getAttributes } from '../../calls/attributes.ts';
import { type AttributeName, type AttributeValues, attribute } from '../../codec/attributes.ts';
import type { Program } from '../../core/program.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';

/** What a token gave of several attributes; what it did not give is absent. */
export type Readable<N extends AttributeName = AttributeName> = { -readonly [K in N]?: AttributeValues[K] };

/** Reads what the token gives of some attributes; the answers say why something is missing. */
export function* readSome<const N extends AttributeName>(
  arena: Arena,
  object: Ulong,
  names: readonly N[],
): Program<{ readonly values: Readable<N>; readonly answers: ReadonlyMap<N, AttributeResult> }> {
  const results = yield* getAttributes(arena, object, names.map(attribute));
  const values: Record<string, unknown> = {};
  const answers = new Map<N, AttributeResult>();
  for (const [index, name] of names.entries()) {
    const result = results[index]!;
    answers.set(name, result);
    if ('value' in result) values[name] = result.value;
  }
  return { values: values as Readable<N>, answers };
}

/** Zeroes every value of bytes: those of a key that was read, once it is not needed any more. */
export function wipe(values: object | undefined): void {
  for (const value of Object.values(values ?? {})) if (value instanceof Uint8Array) value.fill(0);
}
