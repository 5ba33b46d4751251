import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { AttributeName, Template } from '../codec/attributes.js';
import type { KeyTypeName } from '../codec/names.js';
import type { Der } from './der.js';
import type { KeyTemplate } from './key-template.js';
import type { Keep } from './scratch.js';
/** The two parts that SPKI and PKCS #8 have in common: which algorithm with which parameters, and the key. */
export interface EncodedKey {
    readonly algorithm: AlgorithmIdentifier;
    readonly key: Uint8Array;
}
/** The same of a private key that is to be written. */
export interface WrittenPrivateKey {
    readonly algorithm: AlgorithmIdentifier;
    readonly key: Der;
}
/** The members of a JWK (RFC 7517) that describe a key; RFC 7518, RFC 8037 and RFC 9864 name them. */
export interface Jwk {
    readonly kty?: string;
    readonly alg?: string;
    readonly crv?: string;
    readonly [member: string]: unknown;
}
/** A private key as read, its values views on what they were read from, and the public key if it came along. */
export interface ReadPrivateKey {
    readonly privateKey: KeyTemplate;
    readonly publicKey?: KeyTemplate | undefined;
}
/** A form of key older than SPKI and PKCS #8: PKCS #1 for RSA, SEC 1 for EC. */
export interface TraditionalFormat {
    readonly name: 'pkcs1' | 'sec1';
    readonly privateLabel: string;
    readPrivate(what: string, der: Uint8Array): ReadPrivateKey;
    writePrivate(template: Template, publicKey: Template | undefined): Uint8Array<ArrayBuffer>;
    readonly publicLabel?: string;
    readPublic?(what: string, der: Uint8Array): KeyTemplate;
    writePublic?(template: Template): Uint8Array<ArrayBuffer>;
}
/** The attributes that hold a key: those of both halves, of the public one only, of the private one only. */
export interface KeyAttributes {
    readonly shared: readonly AttributeName[];
    readonly public: readonly AttributeName[];
    readonly secret: readonly AttributeName[];
}
/** Everything the formats know about one kind of key; shared code asks here and names no algorithm. */
export interface KeyFamily {
    readonly keyTypes: readonly KeyTypeName[];
    /** The object identifiers of its keys in SPKI and PKCS #8. */
    readonly oids: readonly string[];
    readonly attributes: KeyAttributes;
    readPublic(what: string, encoded: EncodedKey): KeyTemplate;
    writePublic(template: Template): EncodedKey;
    readPrivate(what: string, encoded: EncodedKey): ReadPrivateKey;
    /** @param publicKey the public half, for formats that carry it along */
    writePrivate(template: Template, publicKey: Template | undefined): WrittenPrivateKey;
    /** The public half of a private key, where this library finds it without help. */
    publicHalf(template: Template): KeyTemplate | undefined;
    /**
     * A key with the same parameters that is nobody's, if OpenSSL may find the public half of a private one: it tells
     * whether OpenSSL knows such keys. Those that it does not know it leaves in memory.
     */
    sample?(template: Template): Template;
    /** A public key in OneAsymmetricKey (RFC 5958) has no algorithm of its own: the private key's is its too. */
    readonly jwk?: {
        readonly kty: readonly string[];
        read(jwk: Jwk, keep: Keep): ReadPrivateKey | {
            readonly publicKey: KeyTemplate;
        };
        write(template: Template, publicKey: Template | undefined): Record<string, string>;
    };
    /** The bytes of a key by itself, where there is a common form. */
    readonly rawPublic?: (template: Template) => Uint8Array;
    readonly rawPrivate?: (template: Template) => Uint8Array;
    readonly traditional?: TraditionalFormat;
}
