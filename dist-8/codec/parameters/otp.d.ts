import type { BytesLike } from '../bytes.js';
import { type OtpFormat } from '../names.js';
import type { ParameterCodec } from '../parameter-writer.js';
import type { Named, Optional } from './common.js';
export type OtpFlag = 'NEXT_OTP' | 'EXCLUDE_TIME' | 'EXCLUDE_COUNTER' | 'EXCLUDE_CHALLENGE' | 'EXCLUDE_PIN' | 'USER_FRIENDLY_OTP';
export declare const OTP_FLAGS: Readonly<Record<OtpFlag, number>>;
/** What a one-time password is computed from, where the key does not say. */
export interface OtpOptions {
    /** The PIN that is part of the computation, not that of the token. */
    readonly otpPin?: Optional<BytesLike>;
    readonly challenge?: Optional<BytesLike>;
    /** The time to compute it for. */
    readonly time?: Optional<Date>;
    readonly counter?: Optional<BytesLike>;
    readonly flags?: Optional<readonly OtpFlag[]>;
    /** How many characters it has. */
    readonly outputLength?: Optional<number>;
    readonly outputFormat?: Optional<Named<OtpFormat>>;
}
export declare const OTP_CODEC: ParameterCodec<keyof OtpOptions>;
