import { type BytesLike } from '../../codec/bytes.js';
import { type MessageOptions } from '../../codec/message-parameters.js';
import type { KeyTypeName, MechanismName } from '../../codec/names.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { Key } from '../keys/key.js';
import { type NewKeyOptions } from '../keys/key-templates.js';
import { type KeyMaking, type UnwrappedClass } from '../keys/key-transport.js';
import { type ObjectReference } from '../objects/object.js';
import type { SessionContext } from '../session/context.js';
import { type MessagePartsOptions, type SealedInput, type SealedMessage } from './messages.js';
/** The AEAD mechanism (AES_GCM); without `iv` the token makes the nonce. */
export type WrapAuthenticatedOptions = MessageOptions & MessagePartsOptions & {
    readonly mechanism?: MechanismName | undefined;
};
/** The mechanism, what was authenticated besides, and what the new key is to be. */
export type UnwrapAuthenticatedOptions = NewKeyOptions & {
    readonly mechanism?: MechanismName | undefined;
    readonly additionalData?: BytesLike | undefined;
    readonly bits?: number | undefined;
};
export declare function wrappingAuthenticated(context: SessionContext, key: Key, wrapped: ObjectReference, options: WrapAuthenticatedOptions): MakeProgram<SealedMessage>;
export declare function unwrappingAuthenticated(context: SessionContext, key: Key, objectClass: UnwrappedClass, keyType: KeyTypeName | Ulong, sealed: SealedInput, options: UnwrapAuthenticatedOptions): KeyMaking;
