import type { Abi, Ulong } from '../native/abi.js';
import { type OtpFormat } from './names.js';
import { type OtpFlag } from './parameters/otp.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** A one-time password, and what the token says that it computed it from. */
export interface OneTimePassword {
    readonly value: Bytes;
    readonly otpPin?: string;
    readonly challenge?: Bytes;
    readonly time?: Date;
    readonly counter?: Bytes;
    readonly flags?: readonly OtpFlag[];
    readonly outputLength?: number;
    readonly outputFormat?: OtpFormat | Ulong;
}
/**
 * Reads CK_OTP_SIGNATURE_INFO, whose pointers lead into the same buffer (PKCS #11 v3.2, CKM_HOTP and its like).
 * @param base where the token wrote it
 */
export declare function readOneTimePassword(abi: Abi, output: Bytes, base: number): OneTimePassword;
export {};
