/** The subpath `cryptoki/formats`: keys, parameters, signatures, points and certificates in the world's formats. */

export type { KeyTypeName } from '../codec/names.ts';
export { type CryptoKeyAlgorithm, type CryptoKeyOptions, toCryptoKey } from './crypto-key.ts';
export {
  decodeDhParameters,
  decodeDhPublicKey,
  decodeX942DhParameters,
  encodeDhParameters,
  encodeDhPublicKey,
  encodeX942DhParameters,
} from './diffie-hellman.ts';
export {
  decodeDsaParameters,
  decodeDsaPublicKey,
  decodeDsaSignature,
  encodeDsaParameters,
  encodeDsaPublicKey,
  encodeDsaSignature,
} from './dsa.ts';
export {
  decodeEcdsaSignature,
  decodeEcPrivateKey,
  encodeEcdsaSignature,
  encodeEcPrivateKey,
} from './ec.ts';
export { isPairType, keyAttributes } from './families.ts';
export { FormatError } from './format-error.ts';
export {
  assertFormat,
  FORMATS,
  type Format,
  type FormatResults,
  type FromTemplateOptions,
  fromTemplate,
  fromTemplateLater,
} from './from-template.ts';
export type { Jwk, KeyAttributes } from './key-family.ts';
export type { KeyTemplate, Templates } from './key-template.ts';
export {
  isKeyWrap,
  type KeyWrapName,
  type KeyWrapOptions,
  unwrapKeyBytes,
  type WrappingKey,
  wrapKeyBytes,
} from './key-wrap.ts';
export { decodeNamedCurve, ecdsaHalfBytes, encodeNamedCurve } from './named-curves.ts';
export { decodePoint, encodePoint, type PointEncoding } from './points.ts';
export { publicTemplateOf } from './public-half.ts';
export {
  decodeRsaPrivateKey,
  decodeRsaPublicKey,
  encodeRsaPrivateKey,
  encodeRsaPublicKey,
} from './rsa.ts';
export { decodeEcPublicKey, encodeEcPublicKey, publicKeyId } from './spki.ts';
export { type FormatInput, type ToTemplatesOptions, toTemplates, toTemplatesLater } from './to-templates.ts';
export {
  type CertificateInput,
  type CertificateOptions,
  decodeCertificate,
  decodeCertificatePublicKey,
} from './x509.ts';
