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

/** Vendors' mechanisms: the parameters of each name. */
// biome-ignore lint/suspicious/noEmptyInterface: as above.
export interface VendorMechanisms {}

/** Vendors' key types: the number of each name. */
// biome-ignore lint/suspicious/noEmptyInterface: as above.
export interface VendorKeyTypes {}

/** Vendors' classes of objects: the number of each name. */
// biome-ignore lint/suspicious/noEmptyInterface: as above.
export interface VendorObjectClasses {}

/** Vendors' types of users: the number of each name. */
// biome-ignore lint/suspicious/noEmptyInterface: as above.
export interface VendorUserTypes {}

/** Vendors' return values: the number of each name, without CKR_. */
// biome-ignore lint/suspicious/noEmptyInterface: as above.
export interface VendorReturnValues {}
