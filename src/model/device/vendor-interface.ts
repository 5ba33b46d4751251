import { callVendor, getVendorInterface, vendorArguments } from '../../calls/vendor.ts';
import type { Template } from '../../codec/attributes.ts';
import type { BytesLike } from '../../codec/bytes.ts';
import { describe } from '../../codec/bytes.ts';
import type { MechanismOptions } from '../../codec/mechanisms.ts';
import type {
  VendorDefinition,
  VendorFunctionDefinition,
  VendorInterfaceDefinition,
} from '../../codec/vendor.ts';
import { type CallOptions, limited, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { SessionRunner } from '../../core/session-runner.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { VendorFunction, VendorFunctionName } from '../../native/function-table.ts';
import type { Session } from '../session/session.ts';
import { SessionLifecycle } from '../session/session-lifecycle.ts';
import type { Module } from './module.ts';
import { moduleInternals } from './module-internals.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What each kind of parameter is to JavaScript: `in` as an argument, `out` as what comes back. */
interface KindTypes {
  session: { in: Session };
  ulong: { in: Ulong };
  boolean: { in: boolean };
  bytes: { in: BytesLike | null };
  name: { in: string };
  object: { in: { readonly handle: Ulong } | Ulong };
  mechanism: { in: MechanismOptions };
  template: { in: Template };
  'out ulong': { out: Ulong };
  'out ulongs': { out: Ulong[] };
  'out bytes': { out: Bytes };
  'out bytes of length': { in: number; out: Bytes };
}

type Arguments<P> = P extends readonly [readonly [string, infer K], ...infer Rest]
  ? K extends keyof KindTypes
    ? KindTypes[K] extends { in: infer T }
      ? [T, ...Arguments<Rest>]
      : Arguments<Rest>
    : Arguments<Rest>
  : [];

type Outs<P> = P extends readonly [readonly [infer N extends string, infer K], ...infer Rest]
  ? K extends keyof KindTypes
    ? KindTypes[K] extends { out: infer T }
      ? [[N, T], ...Outs<Rest>]
      : Outs<Rest>
    : Outs<Rest>
  : [];

type Result<F> = F extends { readonly returns: 'strings' }
  ? string[] | undefined
  : F extends { readonly parameters: infer P }
    ? Outs<P> extends []
      ? undefined
      : Outs<P> extends [[string, infer T]]
        ? T
        : { readonly [E in Outs<P>[number] & [string, unknown] as E[0]]: E[1] }
    : never;

type ParametersOf<F> = F extends { readonly parameters: infer P } ? Arguments<P> : never;

/**
 * The functions of a vendor's interface: `NSC_X` gives a Promise, and takes `{ signal, timeout }` after its arguments;
 * `NSC_XSync` runs on this thread.
 */
export type VendorInterface<I> = {
  readonly [F in keyof I & string]: (
    ...args: [...ParametersOf<I[F]>, options?: CallOptions]
  ) => Promise<Result<I[F]>>;
} & {
  readonly [F in keyof I & string as `${F}Sync`]: (...args: ParametersOf<I[F]>) => Result<I[F]>;
};

/** The interfaces that a vendor's definition declares. */
export type InterfacesOf<V> = V extends { readonly interfaces: infer I } ? I : Record<never, never>;

/** One function of an interface that is bound to a module. */
class BoundFunction {
  readonly #module: Module;
  readonly #name: VendorFunctionName;
  readonly #definition: VendorFunctionDefinition;

  constructor(module: Module, name: VendorFunctionName, definition: VendorFunctionDefinition) {
    this.#module = module;
    this.#name = name;
    this.#definition = definition;
  }

  /** The session that the function takes, and the other arguments as a program. */
  #prepare(values: readonly unknown[]): { runner: SessionRunner | undefined; make: MakeProgram<unknown> } {
    const { native } = moduleInternals(this.#module);
    if (!native.has(this.#name)) throw new NotSupportedError(`the module has no function ${this.#name}`);
    const onSession = this.#definition.parameters[0]?.[1] === 'session';
    const rest = onSession ? values.slice(1) : values;
    const make: MakeProgram<unknown> = (arena) => callVendor(arena, this.#name, this.#definition, rest);
    return { runner: onSession ? this.#runner(values[0]) : undefined, make };
  }

  #runner(session: unknown): SessionRunner {
    if (!(session instanceof SessionLifecycle)) {
      throw new TypeError(`${this.#name}: session: expected a session, got ${describe(session)}`);
    }
    if (session.token.module !== this.#module) {
      throw new TypeError(`${this.#name}: session: it is of another module, ${session.token.module.path}`);
    }
    return SessionLifecycle.runnerOf(session);
  }

  async run(values: readonly unknown[]): Promise<unknown> {
    const { given, options } = vendorArguments(this.#name, this.#definition, values);
    const { runner, make } = this.#prepare(given);
    if (runner !== undefined) return runner.run(this.#name, make, options);
    const { native } = moduleInternals(this.#module);
    return limited(this.#name, options, () => runOnModule(native, make));
  }

  runSync(values: readonly unknown[]): unknown {
    const { given, options } = vendorArguments(this.#name, this.#definition, values);
    refuseLimits(`${this.#name}Sync`, options);
    const { runner, make } = this.#prepare(given);
    return runner === undefined
      ? runOnModuleSync(moduleInternals(this.#module).native, make)
      : runner.runSync(`${this.#name}Sync`, make);
  }
}

/** The declaration of an interface; refuses names that the vendor has not. */
function declarationOf(vendor: VendorDefinition, name: string): VendorInterfaceDefinition {
  const interfaces: Readonly<Record<string, VendorInterfaceDefinition>> = vendor?.interfaces ?? {};
  if (!Object.hasOwn(interfaces, name)) {
    throw new RangeError(
      `getVendorInterface: name: expected one of ${Object.keys(interfaces).join(', ')}, got ${describe(name)}`,
    );
  }
  return interfaces[name]!;
}

/** How the functions of an interface are found in a module, and what becomes of them. */
function bindingOf(
  module: Module,
  vendor: VendorDefinition,
  name: string,
): {
  readonly make: MakeProgram<Map<VendorFunctionName, VendorFunction>>;
  bind(found: ReadonlyMap<VendorFunctionName, VendorFunction>): object;
} {
  const declaration = declarationOf(vendor, name);
  return {
    make: (arena) => getVendorInterface(arena, name, declaration),
    bind(found) {
      const { native } = moduleInternals(module);
      for (const [fn, each] of found) native.addVendorFunction(fn, each);
      const methods = Object.entries(declaration).flatMap(([fn, definition]) => {
        const bound = new BoundFunction(module, `${name}: ${fn}`, definition);
        return [
          [fn, (...values: unknown[]) => bound.run(values)],
          [`${fn}Sync`, (...values: unknown[]) => bound.runSync(values)],
        ] as const;
      });
      return Object.fromEntries(methods);
    },
  };
}

export async function bindInterface<V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(
  module: Module,
  vendor: V,
  name: N,
): Promise<VendorInterface<InterfacesOf<V>[N]>> {
  const { make, bind } = bindingOf(module, vendor, name);
  const found = await runOnModule(moduleInternals(module).native, make);
  return bind(found) as VendorInterface<InterfacesOf<V>[N]>;
}

export function bindInterfaceSync<V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(
  module: Module,
  vendor: V,
  name: N,
): VendorInterface<InterfacesOf<V>[N]> {
  const { make, bind } = bindingOf(module, vendor, name);
  return bind(runOnModuleSync(moduleInternals(module).native, make)) as VendorInterface<InterfacesOf<V>[N]>;
}
