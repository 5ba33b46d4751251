import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { parseDer, TAG, tlv, toDer, writeDer, writeTlv } from './der.ts';
import { assertValues, bitsIn, readFields, versionIn } from './der-fields.ts';
import { familyOf, familyOfOid } from './families.ts';
import { FormatError } from './format-error.ts';
import type { ReadPrivateKey } from './key-family.ts';

/** RFC 5958 §2, OneAsymmetricKey; PKCS #8's PrivateKeyInfo is its version 0, without the public key. */
const ONE_ASYMMETRIC_KEY = {
  version: [TAG.INTEGER],
  algorithm: [TAG.SEQUENCE],
  privateKey: [TAG.OCTET_STRING],
  attributes: [0xa0, 'optional'],
  publicKey: [0x81, 'optional'],
} as const;

const VERSION = Uint8Array.of(0);

/** PrivateKeyInfo of PKCS #8, or OneAsymmetricKey (RFC 5958), as templates. */
export function readPkcs8(what: string, der: Uint8Array): ReadPrivateKey {
  const name = 'a PrivateKeyInfo (PKCS #8)';
  const info = readFields(what, name, der, ONE_ASYMMETRIC_KEY);
  const identifier = writeTlv(TAG.SEQUENCE, info.algorithm);
  const algorithm = parseDer(what, name, identifier, AlgorithmIdentifier);
  if (info.attributes !== undefined) assertValues(`${what}: attributes`, info.attributes);
  if (versionIn(info.version) !== (info.publicKey === undefined ? 0 : 1)) {
    throw new FormatError(`${what}: expected version 0, or 1 with a public key`);
  }
  const family = familyOfOid(what, algorithm.algorithm);
  const { privateKey, publicKey } = family.readPrivate(what, { algorithm, key: info.privateKey });
  if (info.publicKey === undefined) return { privateKey, publicKey };
  const key = bitsIn(`${what}: public key`, info.publicKey);
  return { privateKey, publicKey: family.readPublic(`${what}: public key`, { algorithm, key }) };
}

/** PrivateKeyInfo without attributes and public key, as OpenSSL writes it. */
export function writePkcs8(template: Template, publicKey: Template | undefined): Uint8Array<ArrayBuffer> {
  const { algorithm, key } = familyOf(template).writePrivate(template, publicKey);
  return writeDer(tlv(TAG.SEQUENCE, tlv(TAG.INTEGER, VERSION), toDer(algorithm), tlv(TAG.OCTET_STRING, key)));
}
