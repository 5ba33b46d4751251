import type { BytesLike } from '../bytes.js';
import type { HashName } from '../hashes.js';
import { type MechanismName } from '../names.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { Named, Optional } from './common.js';
/** The hash of TLS 1.2's pseudo-random function; `TLS_PRF`: that of TLS 1.0 and 1.1. */
type TlsHash = HashName | 'TLS_PRF' | number;
interface Randoms {
    readonly clientRandom: BytesLike;
    readonly serverRandom: BytesLike;
}
/** Sizes of what a cipher suite takes from the master secret. */
interface KeyMaterial extends Randoms {
    readonly macBits: number;
    readonly keyBits: number;
    readonly ivBits?: Optional<number>;
    readonly isExport?: Optional<boolean>;
}
/** A pseudo-random function and how much of its output is wanted. */
interface Prf {
    readonly seed: BytesLike;
    readonly prfLabel: BytesLike;
    readonly outputBytes: number;
}
/** Parameters of SSL, TLS and WTLS. */
export interface TlsKinds {
    /** CK_SSL3_MASTER_KEY_DERIVE_PARAMS: from a premaster secret of RSA, which holds the version. */
    ssl3Master: Randoms;
    /** The same of Diffie-Hellman, without a version. */
    ssl3MasterDh: Randoms;
    /** CK_SSL3_KEY_MAT_PARAMS. */
    ssl3Keys: KeyMaterial;
    /** CK_TLS12_MASTER_KEY_DERIVE_PARAMS. */
    tls12Master: Randoms & {
        readonly hash: TlsHash;
    };
    tls12MasterDh: Randoms & {
        readonly hash: TlsHash;
    };
    /** CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS (RFC 7627): the hash of the handshake so far. */
    tls12Extended: {
        readonly hash: TlsHash;
        readonly sessionHash: BytesLike;
    };
    tls12ExtendedDh: TlsKinds['tls12Extended'];
    /** CK_TLS12_KEY_MAT_PARAMS. */
    tls12Keys: KeyMaterial & {
        readonly hash: TlsHash;
    };
    /** The same without IVs. */
    tls12SafeKeys: Omit<TlsKinds['tls12Keys'], 'ivBits'>;
    /** CK_TLS_PRF_PARAMS. */
    tlsPrf: Prf;
    /** CK_TLS_KDF_PARAMS (RFC 5705: exported keying material). */
    tlsKdf: Randoms & {
        readonly hash: TlsHash;
        readonly prfLabel: BytesLike;
        readonly context?: Optional<BytesLike>;
    };
    /** CK_TLS_MAC_PARAMS: which Finished message it is for. */
    tlsMac: {
        readonly hash: TlsHash;
        readonly macLength: number;
        readonly side: 'server' | 'client';
    };
    /** CK_WTLS_MASTER_KEY_DERIVE_PARAMS. */
    wtlsMaster: Randoms & {
        readonly hash: Named<MechanismName>;
    };
    wtlsMasterDh: Randoms & {
        readonly hash: Named<MechanismName>;
    };
    /** CK_WTLS_PRF_PARAMS. */
    wtlsPrf: Prf & {
        readonly hash: Named<MechanismName>;
    };
    /** CK_WTLS_KEY_MAT_PARAMS: the keys of one side, for a record of this number. */
    wtlsKeys: KeyMaterial & {
        readonly hash: Named<MechanismName>;
        readonly sequenceNumber: number;
    };
}
type KeyNames = 'clientMacSecret' | 'serverMacSecret' | 'clientKey' | 'serverKey';
export interface TlsOutputs {
    ssl3Master: 'version';
    ssl3Keys: KeyNames | 'clientIv' | 'serverIv';
    tls12Master: 'version';
    tls12Extended: 'version';
    tls12Keys: KeyNames | 'clientIv' | 'serverIv';
    tls12SafeKeys: KeyNames;
    tlsPrf: 'output';
    wtlsMaster: 'wtlsVersion';
    wtlsPrf: 'output';
    wtlsKeys: 'macSecret' | 'writeKey' | 'iv';
}
export declare const TLS_CODECS: CodecsOf<TlsKinds, TlsOutputs>;
export {};
