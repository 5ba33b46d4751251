import type { Ulong } from '../native/abi.js';
import { Region } from '../native/arena.js';
import type { VersionNumber } from './attribute-codecs.js';
import type { KeyTypeName } from './names.js';
import { type IntegerRange } from './parameter-fields.js';
import type { Field } from './parameter-writer.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** A secret key whose handle the token wrote into a parameter. */
export declare class MadeKey {
    readonly handle: Ulong;
    /** Its type; undefined: the one that was asked for. */
    readonly keyType: KeyTypeName | Ulong | undefined;
    constructor(handle: Ulong, keyType?: KeyTypeName | Ulong);
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
type BytesOutput = {
    [K in OutputName]: OutputValues[K] extends Bytes ? K : never;
}[OutputName];
/** A pointer to the bytes of an option, which the token may overwrite. */
export declare function overwritten<N extends BytesOutput>(option: N): Field<N, N>;
/** A pointer to room that the token fills in, and how what is there is read. */
export declare function room<O extends OutputName>(output: O, size: number, read: (region: Region) => OutputValues[O]): Field<never, O>;
/** A pointer to a CK_VERSION that the token fills in. */
export declare function versionRoom(): Field<never, 'version'>;
/** A key whose handle is in a structure; CK_INVALID_HANDLE: there is none. */
export declare function madeKey(handle: Ulong, keyType?: KeyTypeName | Ulong): MadeKey | undefined;
/** As many bytes of a region as the token says it wrote. */
export declare function written(fn: string, region: Region, length: Ulong): Bytes;
/** A pointer to a big-endian number in room of a size that an option gives, for the token to read or to replace. */
export declare function numberRoom<N extends BytesOutput, S extends string>(option: N, size: S, range: IntegerRange): Field<N | S, N>;
export {};
