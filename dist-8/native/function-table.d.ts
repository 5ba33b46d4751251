import { FUNCTIONS } from '../spec/functions.js';
import { type Abi } from './abi.js';
import { type NativeFunction, type ParameterKind, type SharedLibrary } from './koffi.js';
export type FunctionName = keyof typeof FUNCTIONS;
/** A function of a vendor's interface: the interface's name, a colon and a blank, the function's. */
export type VendorFunctionName = `${string}: ${string}`;
export type CallableName = FunctionName | VendorFunctionName;
/** The addresses of the functions that a module has. */
export type FunctionTable = Partial<Record<FunctionName, number>>;
export interface Version {
    readonly major: number;
    readonly minor: number;
}
export interface NegotiatedFunctions {
    readonly functions: FunctionTable;
    /** The version of the interface that was bound. */
    readonly version: Version;
}
export declare function parametersOf(name: FunctionName): readonly (readonly [string, ParameterKind])[];
/** A function of a vendor's interface. */
export interface VendorFunction {
    readonly native: NativeFunction;
    readonly parameters: readonly (readonly [string, ParameterKind])[];
    /** It returns a pointer, not a CK_RV. */
    readonly returnsAddress: boolean;
}
/** The functions of a vendor's list: CK_VERSION, then the pointers in order. NULL ones are left out. */
export declare function readVendorList(abi: Abi, address: number, functions: readonly Omit<VendorFunction, 'native'>[]): (VendorFunction | undefined)[];
/** Makes a function of the standard callable. */
export declare function bind(name: FunctionName, address: number): NativeFunction;
/**
 * Finds a module's functions: C_GetInterface for 3.2 and 3.0, then C_GetFunctionList. A module that exports the
 * former and fails it, claims versions that do not exist, or leaves pointers NULL is taken for what it has.
 */
export declare function negotiate(abi: Abi, library: SharedLibrary, path: string): NegotiatedFunctions;
/** The CK_VERSION that every function list begins with, those of vendors included; 0.0 for none. */
export declare function readFunctionListVersion(address: number): Version;
