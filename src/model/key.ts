import type { KeyTypeName } from '../codec/names.ts';
import type { Ulong } from '../native/abi.ts';
import type { ObjectKind, SessionContext } from './context.ts';
import { Pkcs11Object } from './object.ts';

/** A key of any class. */
export class Key extends Pkcs11Object {
  /** Its type: `'AES'`, `'RSA'`, `'EC'` …, or a vendor's number. */
  readonly keyType: KeyTypeName | Ulong;

  constructor(context: SessionContext, handle: Ulong, kind: ObjectKind) {
    super(context, handle, kind);
    this.keyType = kind.keyType ?? 0;
  }
}
