import type { KeyTypeName, ObjectClassName } from '../../codec/names.js';
import type { SessionRunner } from '../../core/session-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { TokenProfile } from '../device/token-profile.js';
import type { Pkcs11Object } from '../objects/object.js';
import type { PinPolicy } from './pin-source.js';
import type { Session } from './session.js';
/** What decides the class that represents an object. */
export interface ObjectKind {
    readonly objectClass: ObjectClassName | Ulong;
    readonly keyType?: KeyTypeName | Ulong | undefined;
}
/** What the objects of a session need of it, and users do not. */
export interface SessionContext {
    readonly session: Session;
    readonly runner: SessionRunner;
    readonly profile: TokenProfile;
    /** Whether the token may put off its answers. */
    readonly asynchronous: boolean;
    /** Whether node:crypto may take the token's place with public keys. */
    readonly software: boolean;
    /** What the session was opened with. */
    readonly pinPolicy: PinPolicy;
    /** Represents an object by its class and key type. */
    wrap(handle: Ulong, kind: ObjectKind): Pkcs11Object;
}
