import type { VersionNumber } from '../codec/attribute-codecs.js';
import type { BytesLike } from '../codec/bytes.js';
import type { NamesByKind } from '../codec/mechanisms.js';
import type { ParameterKinds } from '../codec/parameter-kinds.js';
import type { Ulong } from '../native/abi.js';
import type { CKM } from '../spec/constants.js';
export type Bytes = Uint8Array<ArrayBuffer>;
/** CK_C_INITIALIZE_ARGS. */
export interface InitializeArguments {
    /** CKF.OS_LOCKING_OK unless given. Without that flag, calls of the module run one after the other. */
    readonly flags?: Ulong | undefined;
    /** The string that some modules are configured with (NSS). */
    readonly reserved?: string | undefined;
}
/** What comes of C_GetFunctionList; the functions are the module's methods here. */
export interface FunctionList {
    readonly version: VersionNumber;
}
/** CK_INTERFACE. */
export interface RawInterface {
    readonly name: string;
    readonly version: VersionNumber;
    readonly flags: Ulong;
}
/**
 * CK_ATTRIBUTE: the value's JavaScript type says how it is written, as CK_BBOOL, CK_ULONG, UTF-8 or bytes; an array is
 * one of attributes, as CKA.WRAP_TEMPLATE wants. Undefined for an empty value.
 */
export interface RawAttribute {
    readonly type: Ulong;
    readonly value?: boolean | Ulong | BytesLike | readonly RawAttribute[] | undefined;
}
/** An attribute that was read: null where the token does not tell it. */
export interface AttributeValue {
    readonly type: Ulong;
    readonly value: Bytes | AttributeValue[] | null;
}
type NumberOf<M> = M extends keyof typeof CKM ? (typeof CKM)[M] : never;
/** The parameters of the mechanisms that have a structure, by number: `CKM.AES_GCM` takes those of CK_GCM_PARAMS. */
type Typed = {
    [K in Exclude<keyof NamesByKind, 'raw'>]: {
        readonly mechanism: NumberOf<NamesByKind[K]>;
        readonly parameter: ParameterKinds[K];
    };
}[Exclude<keyof NamesByKind, 'raw'>];
/**
 * CK_MECHANISM: a number, and the parameter as typed fields, or as the bytes that C expects (an IV, a structure without
 * pointers). What a function that takes the mechanism writes into its parameter is in the fields after the call, as
 * in C; keys among it as handles.
 */
export type RawMechanism = Typed | {
    readonly mechanism: Ulong;
    readonly parameter?: BytesLike | null | undefined;
};
/**
 * The parameter of one message (C_EncryptMessage and its like). `iv` and `tag` are the memory itself, as in C: what the
 * token makes of them is in them after the call.
 */
export type MessageParameter = {
    readonly structure: 'CK_GCM_MESSAGE_PARAMS';
    readonly iv: Uint8Array;
    readonly ivFixedBits?: number | undefined;
    /** CKG.NO_GENERATE (0) unless given. */
    readonly ivGenerator?: number | undefined;
    readonly tag: Uint8Array;
} | {
    readonly structure: 'CK_CCM_MESSAGE_PARAMS';
    readonly dataLength: number;
    readonly iv: Uint8Array;
    readonly ivFixedBits?: number | undefined;
    readonly ivGenerator?: number | undefined;
    readonly tag: Uint8Array;
} | {
    readonly structure: 'CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS';
    readonly iv: Uint8Array;
    readonly tag: Uint8Array;
};
/** CK_ASYNC_DATA: what an asynchronous function has come to. */
export interface AsyncData {
    readonly ulVersion: Ulong;
    readonly value: Bytes | null;
    readonly hObject: Ulong;
    readonly hAdditionalObject: Ulong;
}
export {};
