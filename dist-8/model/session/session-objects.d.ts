import type { Template } from '../../codec/attributes.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import { type UriLike } from '../device/uri-access.js';
import type { Exact, KeyOf, ObjectOf } from '../keys/key-types.js';
import type { AnyKey } from '../keys/keys.js';
import { type DomainParameters, type DomainValues, LocalDomainParameters } from '../objects/domain-parameters.js';
import type { Pkcs11Object } from '../objects/object.js';
import { SessionLifecycle } from './session-lifecycle.js';
/** `local: false` stores or at least makes them on the token, for tokens that have such objects. */
export interface CreateParametersOptions {
    readonly local?: boolean | undefined;
    readonly store?: boolean | undefined;
    readonly label?: string | undefined;
}
/** What a session does with objects: making, finding and looking them up. */
export declare abstract class SessionObjects extends SessionLifecycle {
    #private;
    /** Creates an object from its attributes; `{ token: true }` stores it. */
    createObject<const T extends Template>(template: T & Exact<T>, options?: CallOptions): Promise<ObjectOf<T>>;
    createObjectSync<const T extends Template>(template: T & Exact<T>): ObjectOf<T>;
    /**
     * Finds the objects whose attributes equal the query's (all of them for `{}`), or that a PKCS #11 URI names. The search on the token is over before
     * the first object comes, so they may be changed, used and destroyed meanwhile, and the loop left at any time.
     */
    getObjects(uri: UriLike, options?: CallOptions): AsyncGenerator<Pkcs11Object, void, undefined>;
    getObjects<const Q extends Template>(query: Q & Exact<Q>, options?: CallOptions): AsyncGenerator<ObjectOf<Q>, void, undefined>;
    getObjectsSync(uri: UriLike): Generator<Pkcs11Object, void, undefined>;
    getObjectsSync<const Q extends Template>(query: Q & Exact<Q>): Generator<ObjectOf<Q>, void, undefined>;
    /**
     * Finds the one key that a query describes.
     * @throws NoSuchKey if there is none, MultipleObjectsReturned if there are several
     */
    getKey(uri: UriLike, options?: CallOptions): Promise<AnyKey>;
    getKey<const Q extends Template>(query: Q & Exact<Q>, options?: CallOptions): Promise<KeyOf<Q>>;
    getKeySync(uri: UriLike): AnyKey;
    getKeySync<const Q extends Template>(query: Q & Exact<Q>): KeyOf<Q>;
    /** Takes given domain parameters: `prime` and `base` (DH), with `subprime` (DSA), or `ecParams`. */
    createDomainParameters<T extends KeyTypeName>(keyType: T, values: DomainValues, options: CreateParametersOptions & CallOptions & {
        readonly local: false;
    }): Promise<DomainParameters<T>>;
    createDomainParameters<T extends KeyTypeName>(keyType: T, values: DomainValues, options?: CreateParametersOptions & CallOptions & {
        readonly local?: true | undefined;
    }): Promise<LocalDomainParameters<T>>;
    createDomainParametersSync<T extends KeyTypeName>(keyType: T, values: DomainValues, options: CreateParametersOptions & {
        readonly local: false;
    }): DomainParameters<T>;
    createDomainParametersSync<T extends KeyTypeName>(keyType: T, values: DomainValues, options?: CreateParametersOptions & {
        readonly local?: true | undefined;
    }): LocalDomainParameters<T>;
}
