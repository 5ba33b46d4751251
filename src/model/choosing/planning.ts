import type { HashName } from '../../codec/hashes.ts';
import { type MechanismName, mechanisms } from '../../codec/names.ts';
import type { SignaturePadding } from '../../codec/signature-padding.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Key } from '../keys/key.ts';
import { type CipherOptions, type PublicCipherOptions, planCipher } from '../operations/cipher.ts';
import { planSigning, type SignOptions } from '../operations/signature.ts';
import { type PublicVerifyOptions, planVerification } from '../operations/verification.ts';
import type { SessionContext } from '../session/context.ts';
import type { Plan } from './mechanism-choice.ts';

/** The operations that can be planned. */
export type PlannedOperation = 'sign' | 'verify' | 'encrypt' | 'decrypt';

/** How an operation will be done. */
export interface OperationPlan {
  readonly operation: PlannedOperation;
  /** The mechanism that was named, or the default. */
  readonly mechanism: MechanismName | Ulong;
  /** On the token, or by node:crypto with the public key. */
  readonly where: 'token' | 'software';
  /** What the token is asked for; undefined in software. */
  readonly tokenMechanism: MechanismName | Ulong | undefined;
  /** The hash that node:crypto computes, for a token that signs only hashes. */
  readonly hashedOutside: HashName | undefined;
  /** The padding that is made here, for a token that has only RSA without. */
  readonly paddedOutside: SignaturePadding | undefined;
  /** A code is verified by having the token make it again, since it only makes codes. */
  readonly recomputed: boolean;
}

const PLANNERS: Readonly<
  Record<PlannedOperation, (context: SessionContext, key: Key, options: object) => Plan>
> = {
  sign: (context, key, options) => planSigning(context, key, 'plan', options as SignOptions).chosen,
  verify: (context, key, options) =>
    planVerification(context, key, 'plan', options as PublicVerifyOptions).chosen,
  encrypt: (context, key, options) =>
    planCipher(context, key, 'encrypt', 'plan', options as PublicCipherOptions),
  decrypt: (context, key, options) => planCipher(context, key, 'decrypt', 'plan', options as CipherOptions),
};

/** Which operations keys of each class have. */
const OPERATIONS: Readonly<Record<string, readonly PlannedOperation[]>> = {
  SECRET_KEY: ['sign', 'verify', 'encrypt', 'decrypt'],
  PUBLIC_KEY: ['verify', 'encrypt'],
  PRIVATE_KEY: ['sign', 'decrypt'],
};

export function planOperation(
  context: SessionContext,
  key: Key,
  operation: PlannedOperation,
  options: object,
): OperationPlan {
  context.session.assertOpen();
  const known = OPERATIONS[String(key.objectClass)] ?? [];
  if (!known.includes(operation)) {
    throw new RangeError(`plan: operation: expected one of ${known.join(', ')} for a ${key.objectClass}`);
  }
  const { asked, mechanism, where, hashOutside, padding, recompute } = PLANNERS[operation](
    context,
    key,
    options,
  );
  const onToken = where === 'token';
  return {
    operation,
    mechanism: asked.name,
    where,
    // A vendor's number where the token has the mechanism under one.
    tokenMechanism: onToken ? mechanisms.name(mechanism.type) : undefined,
    hashedOutside: onToken ? hashOutside : undefined,
    paddedOutside: padding,
    recomputed: recompute,
  };
}
