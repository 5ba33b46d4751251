import type { Ulong } from '../../native/abi.js';
import type { ObjectKind, SessionContext } from '../session/context.js';
import { Pkcs11Object } from './object.js';
export declare function represent(context: SessionContext, handle: Ulong, kind: ObjectKind): Pkcs11Object;
