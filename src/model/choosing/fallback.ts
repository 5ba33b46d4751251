import { channel } from 'node:diagnostics_channel';
import { describe } from '../../codec/bytes.ts';
import type { ChosenMechanism } from '../../codec/mechanisms.ts';
import type { MechanismName } from '../../codec/names.ts';
import type { Multipart } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import type { Key } from '../keys/key.ts';
import type { SessionContext } from '../session/context.ts';
import type { Plan } from './mechanism-choice.ts';
import { worksOutside } from './software.ts';

/** What subscribers of the channel `cryptoki:fallback` receive each time something is done in another way than asked. */
export interface FallbackEvent {
  /** The label of the token. */
  readonly token: string;
  /** `'verify'`, `'generateKeyPair'` … */
  readonly operation: string;
  /**
   * - `software`: node:crypto did it, with the public key
   * - `template`: attributes that the library had put into a template were left out
   * - `point`: ECDH got the point, or an imported key has it, in its other form; DH got a value with leading zeros
   * - `filling`: the last block of a counter mode was filled up, and what came of that cut off
   * - `counter`: a counter of fewer bits than the block got the whole block, and no data beyond its own end
   */
  readonly kind: 'software' | 'template' | 'point' | 'filling' | 'counter';
  readonly mechanism?: MechanismName | Ulong | undefined;
  /** The attributes that were left out. */
  readonly omitted?: readonly string[] | undefined;
  /** What the token answered, if it was asked. */
  readonly code?: string | undefined;
}

const fallbacks = channel('cryptoki:fallback');

export function report(context: SessionContext, event: Omit<FallbackEvent, 'token'>): void {
  if (fallbacks.hasSubscribers) fallbacks.publish({ token: context.session.token.label, ...event });
}

/** An option of the operations of public keys. */
export interface SoftwareOption {
  /**
   * Whether node:crypto may do it where the token does not; by default as the session and the module were told, and
   * else yes. `plan()` tells where it will run.
   */
  readonly software?: boolean | undefined;
}

export function assertSoftware(method: string, software: unknown): asserts software is boolean | undefined {
  if (software !== undefined && typeof software !== 'boolean') {
    throw new TypeError(`${method}: software: expected true or false, got ${describe(software)}`);
  }
}

const OPERATIONS = { VERIFY: 'verify', ENCRYPT: 'encrypt' } as const;

/** What planning asks about node:crypto; undefined where it has no business: only public keys leave the token. */
export function outsideOf(
  context: SessionContext,
  key: Key,
  method: string,
  options: object,
  use: keyof typeof OPERATIONS,
): ((asked: ChosenMechanism) => boolean) | undefined {
  if (key.objectClass !== 'PUBLIC_KEY') return undefined;
  const { software } = options as SoftwareOption;
  assertSoftware(method, software);
  if (!(software ?? context.software)) return undefined;
  return (asked) => worksOutside(asked, key.keyType, OPERATIONS[use]);
}

/** What a token says that does not do an operation with a mechanism after all. */
const REFUSALS: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.MECHANISM_INVALID,
  CKR.FUNCTION_NOT_SUPPORTED,
  CKR.MECHANISM_PARAM_INVALID,
]);

/** Whether the token may still turn out not to do what it offers: then the data is needed twice. */
export function isUncertain({ replaceable, where }: Plan): boolean {
  return replaceable && where === 'token';
}

/** Runs an operation on the token, or outside if that is the plan or the token refuses; what it does is remembered. */
export function* onTokenOrOutside<T>(
  context: SessionContext,
  plan: Plan,
  use: keyof typeof OPERATIONS,
  onToken: () => Program<T>,
  outside: () => Program<T>,
): Program<T> {
  const { learned } = context.profile;
  const { type, name } = plan.asked;
  let code: string | undefined;
  if (plan.where === 'token') {
    if (!plan.replaceable) return yield* onToken();
    try {
      const result = yield* onToken();
      learned.work(plan.mechanism.type, use);
      return result;
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv)) throw error;
      // Wrong parameters may be the caller's fault: only this once.
      if (error.rv !== CKR.MECHANISM_PARAM_INVALID) learned.refuse(plan.mechanism.type, use);
      code = error.code;
    }
  }
  report(context, { operation: OPERATIONS[use], kind: 'software', mechanism: name ?? type, code });
  return yield* outside();
}

/** The same for an operation in parts, whose Init decides. */
export function partsOnTokenOrOutside<C, R>(
  context: SessionContext,
  plan: Plan,
  use: keyof typeof OPERATIONS,
  onToken: () => Multipart<C, R>,
  outside: () => Multipart<C, R>,
): Multipart<C, R> {
  if (plan.where === 'token' && !plan.replaceable) return onToken();
  let current = plan.where === 'token' ? onToken() : outside();
  const begin = (arena: Arena): Program<void> =>
    onTokenOrOutside(
      context,
      plan,
      use,
      () => current.begin(arena),
      () => {
        current = outside();
        return current.begin(arena);
      },
    );
  return {
    what: current.what,
    begin,
    update: (chunk) => current.update(chunk),
    finish: (arena) => current.finish(arena),
    cancel: (arena) => current.cancel(arena),
  };
}
