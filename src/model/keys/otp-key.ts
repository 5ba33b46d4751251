import { computeOtp, verifyOtp } from '../../calls/one-time-passwords.ts';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import type { ChosenMechanism, MechanismsOfKind } from '../../codec/mechanisms.ts';
import type { OneTimePassword } from '../../codec/one-time-password.ts';
import type { ParameterKinds } from '../../codec/parameter-kinds.ts';
import type { CallOptions } from '../../core/limits.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { Key } from './key.ts';

/** What the one-time password is computed from; the mechanism is by default that of the key's type. */
export type OneTimePasswordOptions = ParameterKinds['otp'] & {
  readonly mechanism?: MechanismsOfKind<'otp'> | undefined;
};

/** A key of one-time passwords: HOTP, SecurID, ActivIdentity (PKCS #11 v3.2 §6.53). */
export class OtpKey extends Key {
  /** Computes a one-time password. */
  async generateOtp(options: OneTimePasswordOptions & CallOptions = {}): Promise<OneTimePassword> {
    const mechanism = this.#plan('generateOtp', options);
    return this.context.runner.run(
      'generateOtp',
      (arena) => computeOtp(arena, mechanism, this.handle),
      options,
    );
  }

  generateOtpSync(options: OneTimePasswordOptions = {}): OneTimePassword {
    const mechanism = this.#plan('generateOtpSync', options);
    return this.context.runner.runSync(
      'generateOtpSync',
      (arena) => computeOtp(arena, mechanism, this.handle),
      options,
    );
  }

  /** Whether a one-time password is right. */
  async verifyOtp(otp: BytesLike, options: OneTimePasswordOptions & CallOptions = {}): Promise<boolean> {
    const mechanism = this.#plan('verifyOtp', options);
    return this.context.runner.run(
      'verifyOtp',
      (arena) => verifyOtp(arena, mechanism, this.handle, toBytes('otp', otp)),
      options,
    );
  }

  verifyOtpSync(otp: BytesLike, options: OneTimePasswordOptions = {}): boolean {
    const mechanism = this.#plan('verifyOtpSync', options);
    return this.context.runner.runSync(
      'verifyOtpSync',
      (arena) => verifyOtp(arena, mechanism, this.handle, toBytes('otp', otp)),
      options,
    );
  }

  #plan(method: string, options: OneTimePasswordOptions): ChosenMechanism {
    const request = { method, operation: 'sign', keyType: this.keyType, options, ownOptions: [] } as const;
    return planMechanism(this.context.profile, request).mechanism;
  }
}
