import { createHash } from 'node:crypto';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { parseDer, toDer } from './der.ts';
import { familyOf, familyOfOid } from './families.ts';
import { FormatError } from './format-error.ts';
import { bytesOf, type KeyTemplate } from './key-template.ts';

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) as a template. */
export function readSpki(what: string, der: Uint8Array): KeyTemplate {
  const info = parseDer(what, 'a SubjectPublicKeyInfo', der, SubjectPublicKeyInfo);
  const encoded = { algorithm: info.algorithm, key: new Uint8Array(info.subjectPublicKey) };
  return familyOfOid(what, info.algorithm.algorithm).readPublic(what, encoded);
}

/** A SubjectPublicKeyInfo of ECDSA, ECDH, RFC 7748 or RFC 8032 as a template; ecPoint as CKA_EC_POINT holds it. */
export function decodeEcPublicKey(der: Uint8Array): KeyTemplate {
  const template = readSpki('EC public key', der);
  if (template.ecPoint === undefined) {
    throw new FormatError(`EC public key: expected a key on a curve, got one of ${template.keyType}`);
  }
  return template;
}

/** The ecParams and ecPoint of a template, the point in any encoding, as a SubjectPublicKeyInfo. */
export function encodeEcPublicKey(template: Template): Uint8Array<ArrayBuffer> {
  bytesOf(template, 'ecPoint');
  return writeSpki(template);
}

export function writeSpki(template: Template): Uint8Array<ArrayBuffer> {
  const { algorithm, key } = familyOf(template).writePublic(template);
  return toDer(new SubjectPublicKeyInfo({ algorithm, subjectPublicKey: Uint8Array.from(key).buffer }));
}

/** The usual CKA_ID of a key pair: the SHA-1 of the public key's bits, as in certificates (RFC 5280 §4.2.1.2). */
export function publicKeyId(template: Template): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha1').update(familyOf(template).writePublic(template).key).digest());
}
