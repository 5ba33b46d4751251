import { destroyObject, getAttributes, setAttributes } from '../../calls/objects.ts';
import { type AttributeName, attribute, type Template } from '../../codec/attributes.ts';
import { snapshot, toBytes } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { Program } from '../../core/program.ts';
import { CryptokiError, ModuleFaultError, NotSupportedError, Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import { report } from '../choosing/fallback.ts';
import type { SessionContext } from '../session/context.ts';
import { CAPABILITIES, type NewKeyOptions } from './key-templates.ts';

// Making a key on whatever token: templates are adapted to what is known of it, and without what it refuses to hear;
// what came of it is looked at, for a template that is accepted is not always heeded.

/** A new key by its template. */
interface NewKey {
  readonly template: Template;
  /** What the caller wants by name, and the library does not touch. */
  readonly given?: Template | undefined;
}

/** What is made, and how. */
interface Making<T> {
  readonly method: string;
  /** The function of the standard that makes it. */
  readonly fn: string;
  readonly keyType: KeyTypeName | Ulong;
  readonly options: NewKeyOptions;
  readonly keys: readonly NewKey[];
  make(templates: readonly Template[]): Program<T>;
  /** The handles of the keys. */
  handles(made: T): readonly Ulong[];
}

/** What tokens say to a template that they do not like; the last two say it of everything. */
const REFUSALS: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.TEMPLATE_INCONSISTENT,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.ATTRIBUTE_VALUE_INVALID,
  CKR.ATTRIBUTE_READ_ONLY,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
]);

/**
 * How much of what the library adds is left out, one after the other: nothing; what public keys may be used for, which
 * protects nothing; what any key may be used for, which is looked at afterwards. What protects a key stays always.
 */
const STEPS: readonly ((template: Template) => boolean)[] = [
  () => false,
  ({ class: objectClass }) => objectClass === 'PUBLIC_KEY',
  () => true,
];

/** Makes a key, or a key pair. */
export function* makingKey<T>(arena: Arena, context: SessionContext, making: Making<T>): Program<T> {
  const { learned } = context.profile;
  const kind = `${making.fn} ${making.keyType}`;
  const keys = making.keys.map((key) => adapted(context, making, key));
  let refusal: Pkcs11Error | undefined;
  for (let step = learned.trimming.get(kind) ?? 0; step < STEPS.length; step++) {
    const omitted = keys.map(({ wanted, sent, given }) =>
      STEPS[step]!(wanted) ? omissible(sent, making.options, given) : [],
    );
    const all = omitted.flat();
    if (refusal !== undefined && all.length === 0) continue;
    let made: T;
    try {
      made = yield* making.make(keys.map(({ sent }, index) => without(sent, omitted[index]!)));
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv) || error.fn !== making.fn) throw error;
      refusal ??= error;
      continue;
    }
    for (const [index, handle] of making.handles(made).entries()) {
      const { wanted } = keys[index]!;
      const restricted = omitted[index]!.filter((name) => wanted[name] === false);
      yield* inspect(arena, making, handle, wanted, restricted);
    }
    if (all.length > 0) {
      learned.trimming.set(kind, step);
      report(context, { operation: making.method, kind: 'template', omitted: all, code: refusal?.code });
    }
    return made;
  }
  throw explained(refusal!, keys);
}

/** Tokens that have no session keys say so in many ways. */
function explained(refusal: Pkcs11Error, keys: readonly Adapted[]): Pkcs11Error {
  const stored = keys.every(({ wanted }) => wanted.token !== false);
  if (stored || refusal.rv === CKR.GENERAL_ERROR || refusal.rv === CKR.FUNCTION_FAILED) return refusal;
  const detail = 'the token does not like the template; if it keeps no session keys, pass { store: true }';
  return new Pkcs11Error(refusal.rv, refusal.fn, { detail });
}

/** The template as this token wants it. @throws NotSupportedError for what it cannot give */
function adapted(context: SessionContext, making: Making<unknown>, { template, given }: NewKey): Adapted {
  const { method, keyType, options } = making;
  const { noSessionKeys, idBytes, newKeys, bareTemplates } = context.profile.traits;
  const refusing = noSessionKeys === true || noSessionKeys?.includes(keyType as KeyTypeName) === true;
  if (refusing && template.token !== true) {
    throw new NotSupportedError(
      `${method}: store: the token keeps no ${keyType} keys that go with the session: pass { store: true }`,
    );
  }
  if (idBytes !== undefined && template.id !== undefined) {
    const { byteLength } = toBytes(`${method}: id`, template.id);
    if (byteLength > idBytes) {
      throw new RangeError(
        `${method}: id: expected at most ${idBytes} bytes on this token, got ${byteLength}`,
      );
    }
  }
  for (const [name, value] of Object.entries(newKeys ?? {})) {
    const asked = { ...options.template, ...given }[name as AttributeName];
    if (asked !== undefined && asked !== value) {
      throw new NotSupportedError(`${method}: ${name}: on this token it is always ${value}`);
    }
  }
  const wanted = snapshot({ ...template, ...newKeys });
  if (bareTemplates !== true) return { wanted, sent: wanted, given };
  const named =
    template.class === 'PUBLIC_KEY' ? given : { label: options.label, ...options.template, ...given };
  return { wanted, sent: snapshot({ ...named }), given };
}

/** What a key is to be, and what of it the token is told. */
interface Adapted {
  readonly wanted: Template;
  readonly sent: Template;
  readonly given: Template | undefined;
}

/** Which of the attributes that nobody asked for by name may be left out. */
function omissible(template: Template, options: NewKeyOptions, given: Template | undefined): AttributeName[] {
  if (options.capabilities !== undefined) return [];
  const asked = { ...options.template, ...given };
  return CAPABILITIES.filter((name) => name in template && asked[name] === undefined);
}

function without(template: Template, names: readonly AttributeName[]): Template {
  if (names.length === 0) return template;
  return Object.fromEntries(
    Object.entries(template).filter(([name]) => !names.includes(name as AttributeName)),
  ) as Template;
}

/** What a key must not turn out to be, whatever its template said. */
const PROTECTION = { sensitive: true, extractable: false } as const;

/**
 * Looks at a new key: openCryptoki 3.8 unwraps into keys that are not sensitive, and derives keys of any size, whatever
 * the template says; cards store what was to go with the session. What can be set right is, and no other key is left.
 */
function* inspect(
  arena: Arena,
  { method, fn }: Making<unknown>,
  handle: Ulong,
  wanted: Template,
  restricted: readonly AttributeName[],
): Program<void> {
  const expected: Partial<Record<AttributeName, unknown>> = {};
  for (const name of restricted) expected[name] = false;
  if (wanted.class !== 'PUBLIC_KEY') {
    for (const [name, value] of Object.entries(PROTECTION)) {
      if (wanted[name as keyof typeof PROTECTION] === value) expected[name as AttributeName] = value;
    }
    if (wanted.token === false) expected.token = false;
    if (typeof wanted.valueLen === 'number') expected.valueLen = wanted.valueLen;
  }
  const names = Object.keys(expected) as AttributeName[];
  if (names.length === 0) return;
  const results = yield* getAttributes(arena, handle, names.map(attribute));
  const wrong = names.filter((name, index) => {
    const result = results[index]!;
    // What the token does not tell, nobody can look at.
    return 'value' in result && result.value !== expected[name];
  });
  const settable = wrong.filter((name) => typeof expected[name] === 'boolean' && name !== 'token');
  if (wrong.length === 0) return;
  if (settable.length === wrong.length) {
    try {
      const changes = Object.fromEntries(wrong.map((name) => [name, expected[name]])) as Template;
      yield* setAttributes(arena, handle, changes);
      return;
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
  yield* destroyObject(handle);
  if (wrong.includes('token')) {
    throw new NotSupportedError(`${method}: store: the token stores every key: pass { store: true }`);
  }
  throw new ModuleFaultError(
    fn,
    `made a key that is not as its template has it (${wrong.join(', ')}); it was destroyed`,
  );
}
