import type { Template } from '../../codec/attributes.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import { type GenerateKeyPairOptions } from '../keys/generation.js';
import type { KeyPair } from '../keys/key-types.js';
import type { ObjectKind, SessionContext } from '../session/context.js';
import type { Bytes } from './data.js';
import { Pkcs11Object } from './object.js';
/** Domain parameters on the token (PKCS #11 v3.2 §4.11): what key pairs of one group are generated from. */
export declare class DomainParameters<T = unknown> extends Pkcs11Object {
    #private;
    readonly keyType: KeyTypeName | Ulong;
    /** The seed that the token made them from, if the mechanism tells it: those of FIPS 186-4 for DSA. */
    readonly seed: Bytes | undefined;
    constructor(context: SessionContext, handle: Ulong, kind: ObjectKind);
    /** Generates a key pair from these parameters. */
    generateKeyPair(options?: GenerateKeyPairOptions & CallOptions): Promise<KeyPair<T>>;
    generateKeyPairSync(options?: GenerateKeyPairOptions): KeyPair<T>;
}
/** What domain parameters consist of: `prime`, `base`, `subprime` for DH and DSA, `ecParams` for curves. */
export type DomainValues = Pick<Template, 'prime' | 'base' | 'subprime' | 'ecParams'>;
/** Domain parameters that live in this program: public numbers, which no token has to store. */
export declare class LocalDomainParameters<T = unknown> {
    #private;
    readonly keyType: KeyTypeName | Ulong;
    constructor(context: SessionContext, keyType: KeyTypeName | Ulong, values: DomainValues);
    /** One of the values, as bytes. */
    get(name: keyof DomainValues): Bytes;
    /** Generates a key pair from these parameters. */
    generateKeyPair(options?: GenerateKeyPairOptions & CallOptions): Promise<KeyPair<T>>;
    generateKeyPairSync(options?: GenerateKeyPairOptions): KeyPair<T>;
}
