import type { Ulong } from '../native/abi.ts';
import { Region } from '../native/arena.ts';
import { CKG } from '../spec/constants.ts';
import { type IntegerRange, integer, oneOf } from './parameter-fields.ts';
import type { Field, ParameterWriter } from './parameter-writer.ts';

/** How the token makes the nonce of a message; `NONE`: the caller gives it. */
export type IvGenerator = 'NONE' | 'GENERATE' | 'COUNTER' | 'RANDOM' | 'COUNTER_XOR';

export const IV_GENERATORS: Readonly<Record<IvGenerator, number>> = {
  NONE: CKG.NO_GENERATE,
  GENERATE: CKG.GENERATE,
  COUNTER: CKG.GENERATE_COUNTER,
  RANDOM: CKG.GENERATE_RANDOM,
  COUNTER_XOR: CKG.GENERATE_COUNTER_XOR,
};

/** The size of a nonce that the token makes, in bytes. */
export const IV_BYTES: IntegerRange = { default: 12, least: 1, most: 256 };

function ivSize(writer: ParameterWriter): number {
  return writer.option('iv') === undefined
    ? Number(integer('ivBytes', IV_BYTES).value(writer))
    : writer.bytes('iv', true).size;
}

/** A pointer to the nonce: the caller's, or room for one that the token makes. */
export function ivRoom(): Field<'iv' | 'ivBytes', 'iv'> {
  return {
    options: ['iv', 'ivBytes'],
    outputs: ['iv'],
    value(writer) {
      const region = writer.arena.allocate(ivSize(writer));
      const given = writer.bytes('iv', false);
      if (given instanceof Region) region.write(given.read(given.size));
      writer.returns('iv', () => region.read(region.size));
      return region.address;
    },
  };
}

export function ivLength(): Field<'iv' | 'ivBytes'> {
  return { options: ['iv', 'ivBytes'], value: ivSize };
}

/** Random unless the nonce is given. */
export function ivGenerator(): Field<'iv' | 'ivGenerator'> {
  return {
    options: ['iv', 'ivGenerator'],
    value: (writer): Ulong | Uint8Array =>
      oneOf('ivGenerator', IV_GENERATORS, writer.option('iv') === undefined ? 'RANDOM' : 'NONE').value(
        writer,
      ),
  };
}
