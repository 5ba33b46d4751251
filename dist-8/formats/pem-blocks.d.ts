import type { ReadPrivateKey } from './key-family.js';
import type { KeyTemplate, Templates } from './key-template.js';
/** What one block of PEM, or one DER value, holds. */
export type Piece = ReadPrivateKey | {
    readonly publicKey: KeyTemplate;
} | {
    readonly certificate: KeyTemplate;
    readonly publicKey: KeyTemplate | undefined;
} | {
    readonly domainParameters: KeyTemplate;
};
type ReadBlock = (what: string, der: Uint8Array) => Piece;
/** The older forms of keys and the parameters, by the labels of their PEM. */
export declare const BLOCKS: Readonly<Record<string, ReadBlock>>;
/** Puts a bundle together: at most one key, whose certificate comes first, and parameters only by themselves. */
export declare function gather(pieces: readonly Piece[]): Templates;
export {};
