import type { Template } from '../codec/attributes.ts';
import type { KeyTypeName } from '../codec/names.ts';
import { FAMILIES, familyOf } from './families.ts';
import { FormatError } from './format-error.ts';
import type { Jwk } from './key-family.ts';
import type { Templates } from './key-template.ts';
import { halves } from './public-half.ts';
import type { Keep } from './scratch.ts';
import { secretFromJwk } from './secret.ts';

/** A JWK (RFC 7517) as templates. */
export function readJwk(jwk: Jwk, as: KeyTypeName | undefined, keep: Keep): Templates {
  if (jwk.kty === 'oct') return { secretKey: secretFromJwk(jwk, as, keep) };
  const kinds = FAMILIES.flatMap((family) => family.jwk?.kty ?? []);
  const family = FAMILIES.find(({ jwk: own }) => typeof jwk.kty === 'string' && own?.kty.includes(jwk.kty));
  if (family?.jwk === undefined) throw new FormatError(`JWK: kty: expected ${kinds.join(', ')} or oct`);
  const read = family.jwk.read(jwk, keep);
  if (!('privateKey' in read)) return { publicKey: read.publicKey };
  const { privateKey, publicKey } = halves('JWK', read);
  return { privateKey, ...(publicKey && { publicKey }) };
}

export function writeJwk(template: Template, publicKey: Template | undefined): Record<string, string> {
  const family = familyOf(template);
  if (family.jwk === undefined) throw new FormatError(`JWK has no form for ${template.keyType} keys`);
  return family.jwk.write(template, publicKey);
}
