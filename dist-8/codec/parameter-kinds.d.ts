import type { OutputName } from './parameter-outputs.js';
import type { CodecsOf } from './parameter-structures.js';
import { type AgreementKinds, type AgreementOutputs } from './parameters/agreement.js';
import { type CipherKinds, type CipherOutputs } from './parameters/ciphers.js';
import { type CounterKdfKinds, type CounterKdfOutputs } from './parameters/counter-kdf.js';
import { type DerivationKinds, type DerivationOutputs } from './parameters/derivation.js';
import { type SignatureKinds } from './parameters/signatures.js';
import { type TlsKinds, type TlsOutputs } from './parameters/tls.js';
import { type WrappingKinds, type WrappingOutputs } from './parameters/wrapping.js';
/** The options that each kind of mechanism parameter takes. Lengths in bytes unless the name says bits. */
export interface ParameterKinds extends CipherKinds, SignatureKinds, WrappingKinds, AgreementKinds, DerivationKinds, CounterKdfKinds, TlsKinds {
}
export type ParameterKind = keyof ParameterKinds;
/** What the kinds give back whose parameters the token writes to. */
export interface KindOutputs extends CipherOutputs, WrappingOutputs, AgreementOutputs, DerivationOutputs, CounterKdfOutputs, TlsOutputs {
}
/** The names of what a kind gives back. */
export type OutputsOfKind<K extends ParameterKind> = K extends keyof KindOutputs ? KindOutputs[K] & OutputName : never;
/** How each kind is written, and from which structures of the standard: its `structures`. */
export declare const PARAMETER_CODECS: CodecsOf<ParameterKinds, KindOutputs>;
