import type { Ulong } from '../../native/abi.ts';
import type { VersionNumber } from '../attribute-codecs.ts';
import { describe } from '../bytes.ts';
import type { Field } from '../parameter-writer.ts';

export type Optional<T> = T | undefined;
export type Named<N extends string> = N | number;

/** A key on the same token. */
export interface KeyHandle {
  readonly handle: Ulong;
}

/** One of the two bytes of a CK_VERSION. */
export function versionPart(part: keyof VersionNumber): Field<'version'> {
  return {
    options: ['version'],
    value(writer) {
      const value = (writer.option('version') as Partial<VersionNumber> | undefined)?.[part];
      const argument = `${writer.path('version')}.${part}`;
      if (typeof value !== 'number')
        throw new TypeError(`${argument}: expected an integer, got ${describe(value)}`);
      if (!Number.isInteger(value) || value < 0 || value > 255) {
        throw new RangeError(`${argument}: expected an integer from 0 to 255, got ${value}`);
      }
      return value;
    },
  };
}
