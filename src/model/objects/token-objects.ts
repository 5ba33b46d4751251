import { type AttributesOfClass, attributesOfClass } from '../../codec/attributes.ts';
import type { ObjectClassName } from '../../codec/names.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import { type AttributeRecord, Pkcs11Object } from './object.ts';

// What tokens tell of themselves by objects (PKCS #11 v3.2 §4.3, §4.6, §4.12 to §4.15): nobody makes keys of them.

/** The attributes that objects of one class have. */
type Attributes<C extends ObjectClassName> = AttributeRecord<AttributesOfClass<C>>;

/** An object whose attributes, which are `A`, are all there is to it. */
abstract class TokenObject<A> extends Pkcs11Object {
  /** The attributes that objects of this class have of their own; undefined what the token does not tell. */
  async getAttributes(options?: CallOptions): Promise<A> {
    const names = attributesOfClass(String(this.objectClass));
    return (await this.getMany(names, callOptions('getAttributes', options))) as unknown as A;
  }

  getAttributesSync(): A {
    return this.getManySync(attributesOfClass(String(this.objectClass))) as unknown as A;
  }
}

/** A clock, a counter or a display (§4.3): `hwFeatureType` says which. */
export class HardwareFeature extends TokenObject<Attributes<'HW_FEATURE'>> {}

/** What a token says of one of its mechanisms (§4.12): `mechanismType`. */
export class MechanismObject extends TokenObject<Attributes<'MECHANISM'>> {}

/** A profile of the standard that the token conforms to (§4.13): `profileId`. */
export class Profile extends TokenObject<Attributes<'PROFILE'>> {}

/** A validation of the module, such as FIPS 140 (§4.14, v3.2): `session.getValidationFlags()` refers to them. */
export class Validation extends TokenObject<Attributes<'VALIDATION'>> {}

/** What a certificate is trusted for (§4.15, v3.2). */
export class Trust extends TokenObject<Attributes<'TRUST'>> {}
