import { type AttributesOfClass } from '../../codec/attributes.js';
import type { ObjectClassName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import { type AttributeRecord, Pkcs11Object } from './object.js';
/** The attributes that objects of one class have. */
type Attributes<C extends ObjectClassName> = AttributeRecord<AttributesOfClass<C>>;
/** An object whose attributes, which are `A`, are all there is to it. */
declare abstract class TokenObject<A> extends Pkcs11Object {
    /** The attributes that objects of this class have of their own; undefined what the token does not tell. */
    getAttributes(options?: CallOptions): Promise<A>;
    getAttributesSync(): A;
}
/** A clock, a counter or a display (§4.3): `hwFeatureType` says which. */
export declare class HardwareFeature extends TokenObject<Attributes<'HW_FEATURE'>> {
}
/** What a token says of one of its mechanisms (§4.12): `mechanismType`. */
export declare class MechanismObject extends TokenObject<Attributes<'MECHANISM'>> {
}
/** A profile of the standard that the token conforms to (§4.13): `profileId`. */
export declare class Profile extends TokenObject<Attributes<'PROFILE'>> {
}
/** A validation of the module, such as FIPS 140 (§4.14, v3.2): `session.getValidationFlags()` refers to them. */
export declare class Validation extends TokenObject<Attributes<'VALIDATION'>> {
}
/** What a certificate is trusted for (§4.15, v3.2). */
export declare class Trust extends TokenObject<Attributes<'TRUST'>> {
}
export {};
