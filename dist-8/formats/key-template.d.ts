import type { AttributeName, AttributeValues, Template } from '../codec/attributes.js';
import { type KeyTypeName, type ObjectClassName } from '../codec/names.js';
import type { Ulong } from '../native/abi.js';
/** Attributes as the library reads them from a token: what every format is turned into and made from. */
export type KeyTemplate = {
    readonly [N in AttributeName]?: AttributeValues[N];
};
/** What an input holds, each as the template of an object. */
export interface Templates {
    readonly publicKey?: KeyTemplate;
    readonly privateKey?: KeyTemplate;
    readonly secretKey?: KeyTemplate;
    /** The certificate of the key, or the only or first one. */
    readonly certificate?: KeyTemplate;
    /** The other certificates of a bundle, in its order. */
    readonly chain?: readonly KeyTemplate[];
    readonly domainParameters?: KeyTemplate;
}
export declare function optionalBytesOf(template: Template, name: AttributeName): Uint8Array | undefined;
export declare function bytesOf(template: Template, name: AttributeName): Uint8Array;
/** A positive integer without leading zeros; a view on it. */
export declare function integerOf(template: Template, name: AttributeName): Uint8Array;
/** The same attributes with bytes of their own, in memory that does not move: what they were read from can be wiped. */
export declare function ownTemplate(template: KeyTemplate): KeyTemplate;
export declare function keyTypeOf(template: Template): KeyTypeName | Ulong;
export declare function classOf(template: Template): ObjectClassName | Ulong;
