import type { Ulong } from '../native/abi.js';
import { type CodecName } from './attribute-codecs.js';
import { type ParameterKind, type ParameterKinds } from './parameter-kinds.js';
import { type StructureOptions, type VendorStructure } from './vendor-parameters.js';
/** A vendor's mechanism: its number, and the parameter if it takes one. */
export interface VendorMechanism {
    readonly number: Ulong;
    /** A kind of the standard, such as `'iv'` or `'gcm'`, or the fields of a structure of the vendor's own. */
    readonly parameters?: ParameterKind | VendorStructure;
}
/** A vendor's attribute: its number, and the kind of its value. */
export interface VendorAttributeDefinition {
    readonly number: Ulong;
    readonly value: CodecName;
}
/** The kinds of parameters of functions in vendors' interfaces: arguments, and what comes back (`out`). */
export type VendorParameterKind = 'session' | 'ulong' | 'boolean' | 'bytes' | 'name' | 'object' | 'mechanism' | 'template' | 'null' | 'out ulong' | 'out ulongs' | 'out bytes' | 'out bytes of length';
export interface VendorFunctionDefinition {
    /** By C's order. `bytes`, `template` and `out bytes` each stand for a pointer and a length. */
    readonly parameters: readonly (readonly [name: string, kind: VendorParameterKind])[];
    /** CK_RV unless it returns an array of C strings that ends with NULL. */
    readonly returns?: 'rv' | 'strings';
}
/** The functions of an interface, in the order of its list. */
export type VendorInterfaceDefinition = Readonly<Record<string, VendorFunctionDefinition>>;
type Numbers = Readonly<Record<string, number>>;
/** What a vendor has defined beyond the standard. */
export interface VendorDefinition {
    readonly attributes?: Readonly<Record<string, VendorAttributeDefinition>>;
    readonly mechanisms?: Readonly<Record<string, VendorMechanism>>;
    readonly keyTypes?: Numbers;
    readonly objectClasses?: Numbers;
    readonly userTypes?: Numbers;
    /** Without CKR_. */
    readonly returnValues?: Numbers;
    readonly interfaces?: Readonly<Record<string, VendorInterfaceDefinition>>;
}
type Part<V, P extends string> = V extends {
    readonly [K in P]: infer D;
} ? D : object;
/** For `interface VendorAttributes extends AttributesOf<typeof vendor> {}`. */
export type AttributesOf<V> = {
    readonly [N in keyof Part<V, 'attributes'>]: Part<V, 'attributes'>[N] extends {
        readonly value: infer C;
    } ? C : never;
};
type ParametersOf<M> = M extends {
    readonly parameters: infer P;
} ? P extends ParameterKind ? ParameterKinds[P] : StructureOptions<P> : ParameterKinds['none'];
/** For `interface VendorMechanisms extends MechanismsOf<typeof vendor> {}`. */
export type MechanismsOf<V> = {
    readonly [N in keyof Part<V, 'mechanisms'>]: ParametersOf<Part<V, 'mechanisms'>[N]>;
};
/** For `interface VendorKeyTypes extends KeyTypesOf<typeof vendor> {}`. */
export type KeyTypesOf<V> = Part<V, 'keyTypes'>;
/** For `interface VendorObjectClasses extends ObjectClassesOf<typeof vendor> {}`. */
export type ObjectClassesOf<V> = Part<V, 'objectClasses'>;
/** For `interface VendorUserTypes extends UserTypesOf<typeof vendor> {}`. */
export type UserTypesOf<V> = Part<V, 'userTypes'>;
/** For `interface VendorReturnValues extends ReturnValuesOf<typeof vendor> {}`. */
export type ReturnValuesOf<V> = Part<V, 'returnValues'>;
/**
 * Makes the names of a vendor known: of attributes, mechanisms and their parameters, key types, object classes, user
 * types and return values. What comes back is the definition, for `module.getVendorInterface` and for the compiler,
 * which learns the names by declaration merging.
 *
 * Names are of the whole process, since numbers are: whoever gives a name of another meaning is refused, and a number
 * that two vendors use for different things goes on being a number where the token reports it.
 * @throws RangeError if a name is taken, or a number is none; nothing is made known then
 */
export declare function defineVendor<const V extends VendorDefinition>(definition: V): V;
/** One attribute by name, in the form that `AttributesOf` takes. */
export interface DefinedAttribute<N extends string, D extends VendorAttributeDefinition> {
    readonly attributes: {
        readonly [K in N]: D;
    };
}
/**
 * Makes the name of a single attribute known, as `defineVendor` does those of a whole vendor: with the kind of its
 * value, which `get` gives and templates take from then on. The compiler learns it by declaration merging.
 * @param name of letters, digits and underscores
 * @example
 * const counter = defineAttribute('acmeTamperCount', { number: 0x80000456, value: 'ulong' });
 * declare module 'cryptoki' {
 *   interface VendorAttributes extends AttributesOf<typeof counter> {}
 * }
 * @throws RangeError if the name is taken, or the number is none
 */
export declare function defineAttribute<const N extends string, const D extends VendorAttributeDefinition>(name: N, definition: D): DefinedAttribute<N, D>;
export {};
