import type { DomainValues } from '../model/objects/domain-parameters.js';
/** A self-signed certificate of `CN=cryptoki probe`, whose private key nobody has. */
export declare const CERTIFICATE: Buffer;
/** DSA parameters of 2048 and 256 bits: making them takes seconds. */
export declare function dsaParameters(): DomainValues;
