import type { Ulong } from '../../native/abi.js';
import type { VersionNumber } from '../attribute-codecs.js';
import type { Field } from '../parameter-writer.js';
export type Optional<T> = T | undefined;
export type Named<N extends string> = N | number;
/** A key on the same token. */
export interface KeyHandle {
    readonly handle: Ulong;
}
/** One of the two bytes of a CK_VERSION. */
export declare function versionPart(part: keyof VersionNumber): Field<'version'>;
