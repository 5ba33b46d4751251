import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { Region } from '../native/arena.ts';
import type { VersionNumber } from './attribute-codecs.ts';
import { toBytes } from './bytes.ts';
import type { KeyTypeName } from './names.ts';
import { type IntegerRange, integer } from './parameter-fields.ts';
import type { Field } from './parameter-writer.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A secret key whose handle the token wrote into a parameter. */
export class MadeKey {
  readonly handle: Ulong;
  /** Its type; undefined: the one that was asked for. */
  readonly keyType: KeyTypeName | Ulong | undefined;

  constructor(handle: Ulong, keyType?: KeyTypeName | Ulong) {
    this.handle = handle;
    this.keyType = keyType;
  }
}

/** Everything that tokens give back through mechanism parameters, by name. */
export interface OutputValues {
  /** The initialisation vector that the token made. */
  readonly iv: Bytes;
  /** The protocol version that the premaster secret holds. */
  readonly version: VersionNumber;
  /** The same of WTLS, where it is one byte. */
  readonly wtlsVersion: number;
  /** Undefined where the cipher suite has no such key: one of AEAD has no MAC secrets. */
  readonly clientMacSecret: MadeKey | undefined;
  readonly serverMacSecret: MadeKey | undefined;
  readonly clientKey: MadeKey | undefined;
  readonly serverKey: MadeKey | undefined;
  readonly clientIv: Bytes;
  readonly serverIv: Bytes;
  /** WTLS makes the keys of one side at a time. */
  readonly macSecret: MadeKey | undefined;
  readonly writeKey: MadeKey | undefined;
  /** What a pseudo-random function gives. */
  readonly output: Bytes;
  readonly additionalKeys: readonly MadeKey[];
  readonly randomA: Bytes;
  readonly randomB: Bytes;
  /** The seed that DSA parameters were made from. */
  readonly seed: Bytes;
  readonly blockContents: number;
  readonly extraData: Bytes;
}

export type OutputName = keyof OutputValues;

/** The outputs that are bytes. */
type BytesOutput = { [K in OutputName]: OutputValues[K] extends Bytes ? K : never }[OutputName];

/** A pointer to the bytes of an option, which the token may overwrite. */
export function overwritten<N extends BytesOutput>(option: N): Field<N, N> {
  return {
    options: [option],
    outputs: [option],
    value(writer) {
      const given = writer.bytes(option, true);
      const read = () => (given instanceof Region ? given.read(given.size) : new Uint8Array(0));
      writer.returns(option, read as () => OutputValues[N]);
      return given.address;
    },
  };
}

/** A pointer to room that the token fills in, and how what is there is read. */
export function room<O extends OutputName>(
  output: O,
  size: number,
  read: (region: Region) => OutputValues[O],
): Field<never, O> {
  return {
    options: [],
    outputs: [output],
    value(writer) {
      const region = writer.arena.allocate(size);
      writer.returns(output, () => read(region));
      return region.address;
    },
  };
}

/** A pointer to a CK_VERSION that the token fills in. */
export function versionRoom(): Field<never, 'version'> {
  return {
    ...room('version', 2, (region) => ({ major: region.readByte(0), minor: region.readByte(1) })),
    structures: ['CK_VERSION'],
  };
}

/** A key whose handle is in a structure; CK_INVALID_HANDLE: there is none. */
export function madeKey(handle: Ulong, keyType?: KeyTypeName | Ulong): MadeKey | undefined {
  return handle === 0 ? undefined : new MadeKey(handle, keyType);
}

/** As many bytes of a region as the token says it wrote. */
export function written(fn: string, region: Region, length: Ulong): Bytes {
  if (length > region.size)
    throw new ModuleFaultError(fn, `wrote ${length} bytes in room for ${region.size}`);
  return region.read(Number(length));
}

/** A pointer to a big-endian number in room of a size that an option gives, for the token to read or to replace. */
export function numberRoom<N extends BytesOutput, S extends string>(
  option: N,
  size: S,
  range: IntegerRange,
): Field<N | S, N> {
  return {
    options: [option, size],
    outputs: [option],
    value(writer) {
      const region = writer.arena.allocate(Number(integer(size, range).value(writer)));
      const given = writer.option(option);
      if (given !== undefined) {
        const bytes = toBytes(writer.path(option), given);
        if (bytes.byteLength > region.size) {
          throw new RangeError(
            `${writer.path(option)}: expected at most ${region.size} bytes, got ${bytes.byteLength}`,
          );
        }
        region.write(bytes, region.size - bytes.byteLength);
      }
      writer.returns(option, () => region.read(region.size) as OutputValues[N]);
      return region.address;
    },
  };
}
