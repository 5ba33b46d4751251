import { getAttributes } from '../../calls/attributes.ts';
import { destroyObject, setAttributes } from '../../calls/objects.ts';
import { type AttributeName, attribute, type Template } from '../../codec/attributes.ts';
import type { Program } from '../../core/program.ts';
import { CryptokiError, ModuleFaultError, NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';

/** A key that was made: what it was to be, and what of that the token was not told. */
export interface MadeKey {
  readonly handle: Ulong;
  readonly wanted: Template;
  readonly omitted: readonly AttributeName[];
}

/** What a key must not turn out to be otherwise, if its template says this. */
const PROTECTION = {
  sensitive: true,
  extractable: false,
  alwaysAuthenticate: true,
  wrapWithTrusted: true,
} as const satisfies Template;

/** What is looked at, and what it is to be. */
function expectations({ wanted, omitted }: MadeKey): Partial<Record<AttributeName, unknown>> {
  const expected: Partial<Record<AttributeName, unknown>> = {};
  for (const name of omitted) {
    const protects = Object.hasOwn(PROTECTION, name);
    // Of what it may be used for, only what it must not counts.
    if (protects || wanted[name] === false) expected[name] = wanted[name];
  }
  if (typeof wanted.token === 'boolean') expected.token = wanted.token;
  if (wanted.class === 'PUBLIC_KEY') return expected;
  for (const [name, value] of Object.entries(PROTECTION)) {
    if (wanted[name as keyof typeof PROTECTION] === value) expected[name as AttributeName] = value;
  }
  if (typeof wanted.valueLen === 'number') expected.valueLen = wanted.valueLen;
  return expected;
}

/** What to say when `store` is not heeded. */
function notAsStored(method: string, store: boolean, what: string): NotSupportedError {
  return new NotSupportedError(
    store
      ? `${method}: store: the token stores no ${what}`
      : `${method}: store: the token stores every ${what}: pass { store: true }`,
  );
}

/**
 * Looks whether an object that is no key is stored as it was to be: what is not, is destroyed.
 * @throws NotSupportedError
 */
export function* lookingAtStore(
  arena: Arena,
  method: string,
  what: string,
  handle: Ulong,
  store: boolean,
): Program<void> {
  const [result] = yield* getAttributes(arena, handle, [attribute('token')]);
  if (result === undefined || !('value' in result) || result.value === store) return;
  yield* destroyObject(handle);
  throw notAsStored(method, store, what);
}

/**
 * Looks at a new key: openCryptoki 3.8 unwraps into keys that are not sensitive, cards store what was to go with the
 * session, whatever the template says. What can be set right is; else the key must not be left.
 * @throws NotSupportedError, ModuleFaultError if the key is not as it was to be
 */
export function* looking(
  arena: Arena,
  { method, fn }: { readonly method: string; readonly fn: string },
  made: MadeKey,
): Program<void> {
  const expected = expectations(made);
  const names = Object.keys(expected) as AttributeName[];
  if (names.length === 0) return;
  const results = yield* getAttributes(arena, made.handle, names.map(attribute));
  const wrong = names.filter((name, index) => {
    const result = results[index]!;
    // What the token does not tell, nobody can look at.
    return 'value' in result && result.value !== expected[name];
  });
  if (wrong.length === 0) return;
  if (wrong.every((name) => typeof expected[name] === 'boolean' && name !== 'token')) {
    try {
      const changes = Object.fromEntries(wrong.map((name) => [name, expected[name]])) as Template;
      yield* setAttributes(arena, made.handle, changes);
      return;
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
  if (wrong.includes('token')) {
    throw notAsStored(method, expected.token === true, 'key');
  }
  throw new ModuleFaultError(
    fn,
    `made a key that is not as its template has it (${wrong.join(', ')}); it was destroyed`,
  );
}
