import type { Ulong } from '../../native/abi.ts';
import { OtpKey } from '../keys/otp-key.ts';
import { PrivateKey } from '../keys/private-key.ts';
import { PublicKey } from '../keys/public-key.ts';
import { SecretKey } from '../keys/secret-key.ts';
import type { ObjectKind, SessionContext } from '../session/context.ts';
import { Certificate } from './certificate.ts';
import { DomainParameters } from './domain-parameters.ts';
import { DataObject, Pkcs11Object } from './object.ts';
import { HardwareFeature, MechanismObject, Profile, Trust, Validation } from './token-objects.ts';

/** The class that represents objects of each CKO_ class; others are plain objects. */
const CLASSES = {
  DATA: DataObject,
  CERTIFICATE: Certificate,
  SECRET_KEY: SecretKey,
  PUBLIC_KEY: PublicKey,
  PRIVATE_KEY: PrivateKey,
  OTP_KEY: OtpKey,
  DOMAIN_PARAMETERS: DomainParameters,
  HW_FEATURE: HardwareFeature,
  MECHANISM: MechanismObject,
  PROFILE: Profile,
  VALIDATION: Validation,
  TRUST: Trust,
} as const;

export function represent(context: SessionContext, handle: Ulong, kind: ObjectKind): Pkcs11Object {
  const name = String(kind.objectClass);
  const Representation = Object.hasOwn(CLASSES, name) ? CLASSES[name as keyof typeof CLASSES] : Pkcs11Object;
  return new Representation(context, handle, kind);
}
