import type { Template } from '../../codec/attributes.js';
import type { BytesLike } from '../../codec/bytes.js';
import type { MechanismOptions } from '../../codec/mechanisms.js';
import type { VendorDefinition } from '../../codec/vendor.js';
import { type CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import type { Session } from '../session/session.js';
import type { Module } from './module.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** What each kind of parameter is to JavaScript: `in` as an argument, `out` as what comes back. */
interface KindTypes {
    session: {
        in: Session;
    };
    ulong: {
        in: Ulong;
    };
    boolean: {
        in: boolean;
    };
    bytes: {
        in: BytesLike | null;
    };
    name: {
        in: string;
    };
    object: {
        in: {
            readonly handle: Ulong;
        } | Ulong;
    };
    mechanism: {
        in: MechanismOptions;
    };
    template: {
        in: Template;
    };
    'out ulong': {
        out: Ulong;
    };
    'out ulongs': {
        out: Ulong[];
    };
    'out bytes': {
        out: Bytes;
    };
    'out bytes of length': {
        in: number;
        out: Bytes;
    };
}
type Arguments<P> = P extends readonly [readonly [string, infer K], ...infer Rest] ? K extends keyof KindTypes ? KindTypes[K] extends {
    in: infer T;
} ? [T, ...Arguments<Rest>] : Arguments<Rest> : Arguments<Rest> : [];
type Outs<P> = P extends readonly [readonly [infer N extends string, infer K], ...infer Rest] ? K extends keyof KindTypes ? KindTypes[K] extends {
    out: infer T;
} ? [[N, T], ...Outs<Rest>] : Outs<Rest> : Outs<Rest> : [];
type Result<F> = F extends {
    readonly returns: 'strings';
} ? string[] | undefined : F extends {
    readonly parameters: infer P;
} ? Outs<P> extends [] ? undefined : Outs<P> extends [[string, infer T]] ? T : {
    readonly [E in Outs<P>[number] & [string, unknown] as E[0]]: E[1];
} : never;
type ParametersOf<F> = F extends {
    readonly parameters: infer P;
} ? Arguments<P> : never;
/**
 * The functions of a vendor's interface: `NSC_X` gives a Promise, and takes `{ signal, timeout }` after its arguments;
 * `NSC_XSync` runs on this thread.
 */
export type VendorInterface<I> = {
    readonly [F in keyof I & string]: (...args: [...ParametersOf<I[F]>, options?: CallOptions]) => Promise<Result<I[F]>>;
} & {
    readonly [F in keyof I & string as `${F}Sync`]: (...args: ParametersOf<I[F]>) => Result<I[F]>;
};
/** The interfaces that a vendor's definition declares. */
export type InterfacesOf<V> = V extends {
    readonly interfaces: infer I;
} ? I : Record<never, never>;
export declare function bindInterface<V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(module: Module, vendor: V, name: N): Promise<VendorInterface<InterfacesOf<V>[N]>>;
export declare function bindInterfaceSync<V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(module: Module, vendor: V, name: N): VendorInterface<InterfacesOf<V>[N]>;
export {};
