/** The subpath `cryptoki/formats`: keys, parameters, signatures, points and certificates in the world's formats. */
export type { KeyTypeName } from '../codec/names.js';
export { type CryptoKeyAlgorithm, type CryptoKeyOptions, toCryptoKey } from './crypto-key.js';
export { decodeDhParameters, decodeDhPublicKey, decodeX942DhParameters, encodeDhParameters, encodeDhPublicKey, encodeX942DhParameters, } from './diffie-hellman.js';
export { decodeDsaParameters, decodeDsaPublicKey, decodeDsaSignature, encodeDsaParameters, encodeDsaPublicKey, encodeDsaSignature, } from './dsa.js';
export { decodeEcdsaSignature, decodeEcPrivateKey, encodeEcdsaSignature, encodeEcPrivateKey, } from './ec.js';
export { isPairType, keyAttributes } from './families.js';
export { FormatError } from './format-error.js';
export { assertFormat, FORMATS, type Format, type FormatResults, type FromTemplateOptions, fromTemplate, fromTemplateLater, } from './from-template.js';
export type { Jwk, KeyAttributes } from './key-family.js';
export type { KeyTemplate, Templates } from './key-template.js';
export { isKeyWrap, type KeyWrapName, type KeyWrapOptions, unwrapKeyBytes, type WrappingKey, wrapKeyBytes, } from './key-wrap.js';
export { decodeNamedCurve, ecdsaHalfBytes, encodeNamedCurve } from './named-curves.js';
export { decodePoint, encodePoint, type PointEncoding } from './points.js';
export { publicTemplateOf } from './public-half.js';
export { decodeRsaPrivateKey, decodeRsaPublicKey, encodeRsaPrivateKey, encodeRsaPublicKey, } from './rsa.js';
export { decodeEcPublicKey, encodeEcPublicKey, publicKeyId } from './spki.js';
export { type FormatInput, type ToTemplatesOptions, toTemplates, toTemplatesLater } from './to-templates.js';
export { type CertificateInput, type CertificateOptions, decodeCertificate, decodeCertificatePublicKey, } from './x509.js';
