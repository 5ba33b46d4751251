import { type AttributeName, type AttributeValues, type Template } from '../../codec/attributes.js';
import type { ObjectClassName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import type { ObjectKind, SessionContext } from '../session/context.js';
import type { Session } from '../session/session.js';
/** What identifies an object to other operations. */
export interface ObjectReference {
    readonly handle: Ulong;
    readonly session: Session;
}
/** Values by name; undefined where the object has no such attribute or the token does not reveal it. */
export type AttributeRecord<N extends AttributeName> = {
    -readonly [K in N]: AttributeValues[K] | undefined;
};
/** An object on the token: a handle, valid as long as its session (PKCS #11 v3.2 §4 Objects). */
export declare class Pkcs11Object {
    #private;
    readonly handle: Ulong;
    /** Objects come from a session: by creation, generation or search. */
    constructor(context: SessionContext, handle: Ulong, kind: ObjectKind);
    /** Its class: `'PRIVATE_KEY'`, `'DATA'` …, or a vendor's number. */
    get objectClass(): ObjectClassName | Ulong;
    get session(): Session;
    /**
     * Reads one attribute.
     * @throws Pkcs11Error CKR_ATTRIBUTE_SENSITIVE or CKR_ATTRIBUTE_TYPE_INVALID if the token does not give it.
     */
    get<N extends AttributeName>(name: N, options?: CallOptions): Promise<AttributeValues[N]>;
    /** Reads a vendor's attribute by number, as bytes. */
    get(vendor: number, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
    /** Reads several attributes; the same as `getMany`. */
    get<const N extends AttributeName>(names: readonly N[], options?: CallOptions): Promise<AttributeRecord<N>>;
    getSync<N extends AttributeName>(name: N): AttributeValues[N];
    getSync(vendor: number): Uint8Array<ArrayBuffer>;
    getSync<const N extends AttributeName>(names: readonly N[]): AttributeRecord<N>;
    /** Reads several attributes in one call. What the token does not give is undefined, and spoils nothing else. */
    getMany<const N extends AttributeName>(names: readonly N[], options?: CallOptions): Promise<AttributeRecord<N>>;
    getManySync<const N extends AttributeName>(names: readonly N[]): AttributeRecord<N>;
    /** Changes attributes. Needs a read-write session for a token object. */
    set(values: Template, options?: CallOptions): Promise<void>;
    setSync(values: Template): void;
    /** Copies the object, with some attributes changed; `{ token: true }` stores a session object, for example. */
    copy(changes?: Template, options?: CallOptions): Promise<this>;
    copySync(changes?: Template): this;
    /** Destroys the object, on the token too if it is stored there. */
    destroy(options?: CallOptions): Promise<void>;
    destroySync(): void;
    /** The PKCS #11 URI (RFC 7512) of the object: its token, class, label and id. */
    getUri(options?: CallOptions): Promise<string>;
    getUriSync(): string;
    /** The size the object takes on the token, in bytes; undefined if the token does not tell. */
    getSize(options?: CallOptions): Promise<number | undefined>;
    getSizeSync(): number | undefined;
}
/** The handle of an object that another object's method was given; refuses what is not of the same session's token. */
export declare function handleOf(argument: string, object: ObjectReference, session: Session): Ulong;
/** A data object: `application`, `label`, `objectId`, `value`. */
export declare class DataObject extends Pkcs11Object {
}
