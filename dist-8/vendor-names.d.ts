/** Vendors' attributes: the kind of value of each name. */
export interface VendorAttributes {
}
/** Vendors' mechanisms: the parameters of each name. */
export interface VendorMechanisms {
}
/** Vendors' key types: the number of each name. */
export interface VendorKeyTypes {
}
/** Vendors' classes of objects: the number of each name. */
export interface VendorObjectClasses {
}
/** Vendors' types of users: the number of each name. */
export interface VendorUserTypes {
}
/** Vendors' return values: the number of each name, without CKR_. */
export interface VendorReturnValues {
}
