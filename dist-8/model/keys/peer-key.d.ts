import type { KeyObject, webcrypto } from 'node:crypto';
import { type BytesLike } from '../../codec/bytes.js';
import { type ObjectReference } from '../objects/object.js';
import type { SessionContext } from '../session/context.js';
import type { DeriveOptions } from './derivation.js';
/** Another's public key: its point or value, a `KeyObject` or `CryptoKey`, SPKI in DER or PEM, or an object of the token. */
export type PeerKey = BytesLike | KeyObject | webcrypto.CryptoKey | ObjectReference;
/** The options that hold another's public key. */
declare const PEER_OPTIONS: readonly ["publicKey", "publicValue"];
type PeerOption = (typeof PEER_OPTIONS)[number];
type WithPeer<O> = {
    readonly [K in keyof O]: K extends PeerOption ? O[K] | PeerKey : O[K];
};
/** The mechanism and its parameters; the public key of the other party in any form. */
export type DeriveKeyOptions = WithPeer<DeriveOptions>;
/** Whether there is a key to be read before anything can be derived. */
export declare function hasPeer(options: DeriveKeyOptions | undefined): boolean;
/** The options with the public key as the bytes that the mechanism takes. */
export declare function peerAsBytes(context: SessionContext, options: DeriveKeyOptions): Promise<DeriveOptions>;
export declare function peerAsBytesSync(context: SessionContext, options: DeriveKeyOptions): DeriveOptions;
export {};
