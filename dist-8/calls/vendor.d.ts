import type { VendorFunctionDefinition, VendorInterfaceDefinition } from '../codec/vendor.js';
import type { CallOptions } from '../core/limits.js';
import { type Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
import { type VendorFunction, type VendorFunctionName } from '../native/function-table.js';
/** C_GetInterface: the functions of a vendor's interface, by name. */
export declare function getVendorInterface(arena: Arena, name: string, definition: VendorInterfaceDefinition): Program<Map<VendorFunctionName, VendorFunction>>;
/** The arguments of a vendor's function, and the options that may come after them. */
export declare function vendorArguments(fn: VendorFunctionName, { parameters }: VendorFunctionDefinition, values: readonly unknown[]): {
    readonly given: readonly unknown[];
    readonly options: CallOptions | undefined;
};
/** Calls a function of a vendor's interface; its session, if it takes one, is the lane that the program runs on. */
export declare function callVendor(arena: Arena, fn: VendorFunctionName, { parameters, returns }: VendorFunctionDefinition, values: readonly unknown[]): Program<unknown>;
