import { type BytesLike } from '../../codec/bytes.js';
import type { MechanismsOfKind } from '../../codec/mechanisms.js';
import type { OneTimePassword } from '../../codec/one-time-password.js';
import type { ParameterKinds } from '../../codec/parameter-kinds.js';
import type { CallOptions } from '../../core/limits.js';
import { Key } from './key.js';
/** What the one-time password is computed from; the mechanism is by default that of the key's type. */
export type OneTimePasswordOptions = ParameterKinds['otp'] & {
    readonly mechanism?: MechanismsOfKind<'otp'> | undefined;
};
/** A key of one-time passwords: HOTP, SecurID, ActivIdentity (PKCS #11 v3.2 §6.53). */
export declare class OtpKey extends Key {
    #private;
    /** Computes a one-time password. */
    generateOtp(options?: OneTimePasswordOptions & CallOptions): Promise<OneTimePassword>;
    generateOtpSync(options?: OneTimePasswordOptions): OneTimePassword;
    /** Whether a one-time password is right. */
    verifyOtp(otp: BytesLike, options?: OneTimePasswordOptions & CallOptions): Promise<boolean>;
    verifyOtpSync(otp: BytesLike, options?: OneTimePasswordOptions): boolean;
}
