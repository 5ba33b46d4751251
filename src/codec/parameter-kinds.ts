import type { OutputName } from './parameter-outputs.ts';
import type { CodecsOf } from './parameter-structures.ts';
import { AGREEMENT_CODECS, type AgreementKinds, type AgreementOutputs } from './parameters/agreement.ts';
import { CIPHER_CODECS, type CipherKinds, type CipherOutputs } from './parameters/ciphers.ts';
import {
  COUNTER_KDF_CODECS,
  type CounterKdfKinds,
  type CounterKdfOutputs,
} from './parameters/counter-kdf.ts';
import { DERIVATION_CODECS, type DerivationKinds, type DerivationOutputs } from './parameters/derivation.ts';
import { SIGNATURE_CODECS, type SignatureKinds } from './parameters/signatures.ts';
import { TLS_CODECS, type TlsKinds, type TlsOutputs } from './parameters/tls.ts';
import { WRAPPING_CODECS, type WrappingKinds, type WrappingOutputs } from './parameters/wrapping.ts';

/** The options that each kind of mechanism parameter takes. Lengths in bytes unless the name says bits. */
export interface ParameterKinds
  extends CipherKinds,
    SignatureKinds,
    WrappingKinds,
    AgreementKinds,
    DerivationKinds,
    CounterKdfKinds,
    TlsKinds {}

export type ParameterKind = keyof ParameterKinds;

/** What the kinds give back whose parameters the token writes to. */
export interface KindOutputs
  extends CipherOutputs,
    WrappingOutputs,
    AgreementOutputs,
    DerivationOutputs,
    CounterKdfOutputs,
    TlsOutputs {}

/** The names of what a kind gives back. */
export type OutputsOfKind<K extends ParameterKind> = K extends keyof KindOutputs
  ? KindOutputs[K] & OutputName
  : never;

/** How each kind is written, and from which structures of the standard: its `structures`. */
export const PARAMETER_CODECS: CodecsOf<ParameterKinds, KindOutputs> = {
  ...CIPHER_CODECS,
  ...SIGNATURE_CODECS,
  ...WRAPPING_CODECS,
  ...AGREEMENT_CODECS,
  ...DERIVATION_CODECS,
  ...COUNTER_KDF_CODECS,
  ...TLS_CODECS,
};
