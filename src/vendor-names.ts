/*
 * The names that vendors' definitions add, for the compiler. Each interface is empty until a program extends it by
 * declaration merging; `defineVendor` makes the same names known at run time:
 *
 *     declare module 'cryptoki' {
 *       interface VendorAttributes extends AttributesOf<typeof nss> {}
 *     }
 */

/** Vendors' attributes: the kind of value of each name. */
// biome-ignore lint/suspicious/noEmptyInterface: programs extend it.
export interface VendorAttributes {}
