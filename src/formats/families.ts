import type { Template } from '../codec/attributes.ts';
import type { KeyTypeName } from '../codec/names.ts';
import type { Ulong } from '../native/abi.ts';
import { DH, X942_DH } from './diffie-hellman.ts';
import { DSA } from './dsa.ts';
import { EC } from './ec.ts';
import { FormatError } from './format-error.ts';
import type { KeyAttributes, KeyFamily } from './key-family.ts';
import { keyTypeOf } from './key-template.ts';
import { OCTET_CURVES } from './octet-curves.ts';
import { POST_QUANTUM } from './post-quantum.ts';
import { RSA } from './rsa.ts';

export const FAMILIES: readonly KeyFamily[] = [RSA, EC, OCTET_CURVES, DSA, DH, X942_DH, POST_QUANTUM];

const byOid = new Map(FAMILIES.flatMap((family) => family.oids.map((oid) => [oid, family])));
const byKeyType = new Map<unknown, KeyFamily>(
  FAMILIES.flatMap((family) => family.keyTypes.map((keyType) => [keyType, family])),
);

export function isKnownAlgorithm(oid: string): boolean {
  return byOid.has(oid);
}

export function familyOfOid(what: string, oid: string): KeyFamily {
  const family = byOid.get(oid);
  if (family === undefined) {
    throw new FormatError(`${what}: keys of the algorithm ${oid} are not known to this library`);
  }
  return family;
}

export function familyOf(template: Template): KeyFamily {
  const keyType = keyTypeOf(template);
  const family = byKeyType.get(keyType);
  if (family === undefined) throw new FormatError(`keyType: ${keyType} has no public or private keys`);
  return family;
}

/** Secret keys are their value. */
const SECRET: KeyAttributes = { shared: [], public: [], secret: ['value'] };

/** The attributes that a key of a type consists of, to be read from a token and passed to `fromTemplate`. */
export function keyAttributes(keyType: KeyTypeName | Ulong): KeyAttributes {
  return byKeyType.get(keyType)?.attributes ?? SECRET;
}

/** Whether keys of a type come in pairs. */
export function isPairType(keyType: KeyTypeName | Ulong): boolean {
  return byKeyType.has(keyType);
}
