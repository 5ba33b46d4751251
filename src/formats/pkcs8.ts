import { OctetString } from '@peculiar/asn1-schema';
import type { Template } from '../codec/attributes.ts';
import { OneAsymmetricKey } from './asn1-schemas.ts';
import { parseDer, toDer } from './der.ts';
import { familyOf, familyOfOid } from './families.ts';
import { FormatError } from './format-error.ts';
import type { ReadPrivateKey } from './key-family.ts';

/** PrivateKeyInfo of PKCS #8, or OneAsymmetricKey (RFC 5958), as templates. */
export function readPkcs8(what: string, der: Uint8Array): ReadPrivateKey {
  const info = parseDer(what, 'a PrivateKeyInfo (PKCS #8)', der, OneAsymmetricKey);
  if (info.version !== (info.publicKey === undefined ? 0 : 1)) {
    throw new FormatError(`${what}: expected version 0, or 1 with a public key`);
  }
  const family = familyOfOid(what, info.algorithm.algorithm);
  const { algorithm } = info;
  const { privateKey, publicKey } = family.readPrivate(what, {
    algorithm,
    key: new Uint8Array(info.privateKey.buffer),
  });
  if (info.publicKey === undefined) return { privateKey, publicKey };
  const around = family.readPublic(`${what}: public key`, { algorithm, key: new Uint8Array(info.publicKey) });
  return { privateKey, publicKey: around };
}

/** PrivateKeyInfo without attributes and public key, as OpenSSL writes it. */
export function writePkcs8(template: Template, publicKey: Template | undefined): Uint8Array<ArrayBuffer> {
  const { algorithm, key } = familyOf(template).writePrivate(template, publicKey);
  const info = new OneAsymmetricKey();
  info.algorithm = algorithm;
  info.privateKey = new OctetString(key);
  return toDer(info);
}
