import { decryptParts } from '../../calls/decryption.ts';
import { digestParts } from '../../calls/digesting.ts';
import { encryptParts } from '../../calls/encryption.ts';
import type { KeyUse } from '../../calls/operation.ts';
import { setOperationState } from '../../calls/sessions.ts';
import { signParts } from '../../calls/signing.ts';
import { verifyParts } from '../../calls/verifying.ts';
import { type BytesLike, copyBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS } from '../../core/limits.ts';
import type { Multipart } from '../../core/multipart.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Key } from '../keys/key.ts';
import type { Bytes } from '../objects/data.ts';
import { handleOf, type ObjectReference } from '../objects/object.ts';
import type { Operation } from '../operations/operation.ts';
import type { SessionContext } from './context.ts';

/** The operations whose state can be saved and restored (PKCS #11 v3.2 §5.6, C_GetOperationState). */
export interface SavableOperations {
  digest: Operation<Bytes, BytesLike | Key>;
  encrypt: Operation;
  decrypt: Operation;
  sign: Operation;
  verify: Operation<boolean>;
}
export type SavableOperation = keyof SavableOperations;

export interface RestoreOptions {
  /** The key of the operation, if the token does not store it in the state (RESTORE_KEY_NOT_NEEDED says that it does). */
  readonly key?: ObjectReference | undefined;
  /** What a verification is to be compared with in the end. */
  readonly signature?: BytesLike | undefined;
}

/** The state says it. */
const MECHANISM: ChosenMechanism = { name: 0, type: 0, entry: { parameters: 'none' }, options: {} };

interface Restoration {
  /** Whether its key is for encryption or decryption, and not for signing. */
  readonly cipher: boolean;
  make(use: KeyUse, signature: unknown): Multipart<BytesLike, unknown>;
}

const RESTORATIONS: Readonly<Record<SavableOperation, Restoration>> = {
  digest: { cipher: false, make: () => digestParts(MECHANISM) },
  encrypt: { cipher: true, make: encryptParts },
  decrypt: { cipher: true, make: decryptParts },
  sign: { cipher: false, make: signParts },
  verify: {
    cipher: false,
    make: ({ mechanism, key }, signature) => verifyParts(mechanism, key, copyBytes('signature', signature)),
  },
};

/** An operation that begins where another was saved. */
export function restoring(
  context: SessionContext,
  operation: SavableOperation,
  saved: BytesLike,
  options: RestoreOptions,
): Multipart<BytesLike, unknown> {
  const method = 'restoreOperation';
  if (!Object.hasOwn(RESTORATIONS, operation)) {
    throw new RangeError(`${method}: operation: expected one of ${Object.keys(RESTORATIONS).join(', ')}`);
  }
  refuseUnknownOptions(
    method,
    options,
    operation === 'verify' ? ['key', 'signature'] : ['key'],
    CALL_OPTIONS,
  );
  const state = copyBytes('state', saved);
  const handle: Ulong = options.key === undefined ? 0 : handleOf('key', options.key, context.session);
  const { cipher, make } = RESTORATIONS[operation];
  return {
    ...make({ mechanism: MECHANISM, key: handle }, options.signature),
    begin: (arena) => setOperationState(arena, state, cipher ? handle : 0, cipher ? 0 : handle),
  };
}
