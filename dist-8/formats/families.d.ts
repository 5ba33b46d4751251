import type { Template } from '../codec/attributes.js';
import type { KeyTypeName } from '../codec/names.js';
import type { Ulong } from '../native/abi.js';
import type { KeyAttributes, KeyFamily } from './key-family.js';
export declare const FAMILIES: readonly KeyFamily[];
export declare function isKnownAlgorithm(oid: string): boolean;
export declare function familyOfOid(what: string, oid: string): KeyFamily;
export declare function familyOf(template: Template): KeyFamily;
/** The attributes that a key of a type consists of, to be read from a token and passed to `fromTemplate`. */
export declare function keyAttributes(keyType: KeyTypeName | Ulong): KeyAttributes;
/** Whether keys of a type come in pairs. */
export declare function isPairType(keyType: KeyTypeName | Ulong): boolean;
