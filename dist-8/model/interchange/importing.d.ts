import type { Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import { type KeyTypeName } from '../../codec/names.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { FormatInput } from '../../formats/to-templates.js';
import { type WrapWith } from '../choosing/wrapping-outside.js';
import type { Formats } from '../formats-loader.js';
import { type NewKeyOptions } from '../keys/key-templates.js';
import type { PrivateKeyOf, PublicKeyOf, SecretKeyTypeName } from '../keys/key-types.js';
import type { SecretKey } from '../keys/secret-key.js';
import type { Certificate } from '../objects/certificate.js';
import type { SessionContext } from '../session/context.js';
/** Anything that holds a key: PEM, DER, JWK, `KeyObject`, `CryptoKey`, `X509Certificate`, the bytes of a secret key. */
export type KeyInput = FormatInput;
type ImportedClass = 'SECRET_KEY' | 'PRIVATE_KEY' | 'PUBLIC_KEY';
export interface ImportKeyOptions extends NewKeyOptions {
    /** Imports this key of all that is in the input, and returns it alone. */
    readonly as?: ImportedClass | undefined;
    /**
     * The type that the key must be of. With the type of a secret key, bytes are the key itself; without it they are PEM,
     * DER or a JWK.
     */
    readonly keyType?: KeyTypeName | undefined;
    /** Opens an encrypted key. */
    readonly passphrase?: BytesLike | undefined;
    /** Attributes of one of the two keys of a pair only; `template` is for both. */
    readonly publicTemplate?: Template | undefined;
    readonly privateTemplate?: Template | undefined;
    /**
     * For tokens that take no plain keys: the key is wrapped here, and unwrapped on the token with the private key or the
     * AES key of these.
     */
    readonly wrapWith?: WrapWith | undefined;
}
/** What was in the input, each as an object on the token. A private key brings its public key along. */
export interface ImportedKeys<T = unknown> {
    readonly publicKey?: PublicKeyOf<T>;
    readonly privateKey?: PrivateKeyOf<T>;
    readonly secretKey?: SecretKey;
    /** The certificate of the key. */
    readonly certificate?: Certificate;
    /** The other certificates. */
    readonly chain?: readonly Certificate[];
}
type TypeIn<O> = O extends {
    readonly keyType: infer T;
} ? T : unknown;
/** What `importKey` returns: the one key that `as` names, or everything that was in the input. */
export type ImportedKey<O> = O extends {
    readonly as: 'SECRET_KEY';
} ? SecretKey : O extends {
    readonly as: 'PUBLIC_KEY';
} ? PublicKeyOf<TypeIn<O>> : O extends {
    readonly as: 'PRIVATE_KEY';
} ? PrivateKeyOf<TypeIn<O>> : O extends {
    readonly keyType: SecretKeyTypeName;
} ? {
    readonly secretKey: SecretKey;
} : ImportedKeys<TypeIn<O>>;
export declare function importing<const O extends ImportKeyOptions>(context: SessionContext, givenInput: KeyInput, givenOptions: O): Importing<ImportedKey<O>>;
/** An import, for those who can wait for the key of a passphrase and those who cannot. */
interface Importing<T> {
    now(formats: Formats): MakeProgram<T>;
    later(formats: Formats): Promise<MakeProgram<T>>;
    /** Wipes what was copied and read; to be called in the end, whether or not there was a program. */
    over(): void;
}
export {};
