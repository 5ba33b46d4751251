// Which options of a mechanism take bytes: asked of the code that writes parameters, so that none is forgotten.
import {
  chooseMechanism,
  encodeMechanism,
  mechanismEntry,
  parameterOptions,
} from '../../src/codec/mechanisms.ts';
import type { MechanismName } from '../../src/codec/names.ts';
import { ParameterWriter } from '../../src/codec/parameter-writer.ts';
import { LP64 } from '../../src/native/abi.ts';
import { LowArena } from './parameter-memory.ts';

/** Enough where the standard has no length (CK_X3DH_INITIATE_PARAMS), and the size of every array in a structure. */
const SIZES = [32, 16, 8, 4, 24];

type Options = Record<string, unknown>;

function encode(name: string, options: Options): void {
  encodeMechanism(new LowArena(LP64), chooseMechanism(name as MechanismName, options));
}

function encodes(name: string, options: Options): boolean {
  try {
    encode(name, options);
    return true;
  } catch {
    return false;
  }
}

/** The options that are asked for while a parameter is written, those inside of others as `input[0].value`. */
function asked(name: string, options: Options): string[] {
  const paths = new Set<string>();
  const { option } = ParameterWriter.prototype;
  ParameterWriter.prototype.option = function (each) {
    paths.add(this.path(each).slice(name.length + 1));
    return option.call(this, each);
  };
  try {
    encodes(name, options);
  } finally {
    ParameterWriter.prototype.option = option;
  }
  return [...paths];
}

const steps = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== '');

function get(options: Options, path: string): unknown {
  return steps(path).reduce<unknown>((value, step) => (value as Options | undefined)?.[step], options);
}

/** The options with another value at a path, and no object of theirs. */
export function withValue(options: Options, path: string, value: unknown): Options {
  const [first, ...rest] = steps(path) as [string, ...string[]];
  const inner =
    rest.length === 0 ? value : withValue((options[first] ?? {}) as Options, rest.join('.'), value);
  if (!Array.isArray(options)) return { ...options, [first]: inner };
  return options.with(Number(first), inner) as unknown as Options;
}

/** An option that takes bytes, and how many. */
export interface BytesOption {
  readonly path: string;
  readonly size: number;
}

/** The options of a mechanism that take bytes, in parameters like these; undefined if these are none. */
export function bytesOptions(name: string, sample: object): readonly BytesOption[] | undefined {
  let options = sample as Options;
  const found = new Map<string, number>();
  const tried = new Set<string>();
  const known = parameterOptions(mechanismEntry(name as MechanismName));
  const untried = (): string[] =>
    [...new Set([...known, ...asked(name, options)])].filter((path) => !tried.has(path));
  // What is given may have more to be asked for.
  for (let paths = untried(); paths.length > 0; paths = untried()) {
    for (const path of paths) {
      tried.add(path);
      const given = get(options, path);
      const sizes = typeof given === 'string' ? [Buffer.byteLength(given), ...SIZES] : SIZES;
      const size = sizes.find((each) =>
        encodes(name, withValue(options, path, new Uint8Array(each).fill(1))),
      );
      if (size === undefined) continue;
      found.set(path, size);
      options = withValue(options, path, new Uint8Array(size).fill(1));
    }
  }
  if (!encodes(name, options)) return undefined;
  return [...found].map(([path, size]) => ({ path, size }));
}
