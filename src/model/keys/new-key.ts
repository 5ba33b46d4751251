import type { AttributeName, Template } from '../../codec/attributes.ts';
import { snapshot, toBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, keepMechanism } from '../../codec/mechanisms.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { attempt, type Program, SESSION } from '../../core/program.ts';
import { NotSupportedError, Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import { report } from '../choosing/fallback.ts';
import { assertFreeHandle } from '../objects/free-handle.ts';
import type { SessionContext } from '../session/context.ts';
import { looking, type MadeKey } from './key-inspection.ts';
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
interface Making<T, M> {
  readonly method: string;
  /** The function of the standard that makes it. */
  readonly fn: string;
  readonly keyType: KeyTypeName | Ulong;
  readonly options: NewKeyOptions;
  readonly keys: readonly NewKey[];
  /** What makes it, if that is a mechanism: its parameters are read once, however often it is tried. */
  readonly mechanism: M;
  make(templates: readonly Template[], mechanism: M): Program<T>;
  /** The keys, those of `keys` in their order. */
  handles(made: T): readonly (Ulong | MadeBesides)[];
}

type About = Omit<Making<unknown, unknown>, 'make' | 'handles'>;

/** A key that came besides those of the templates, and what it is to be. */
export interface MadeBesides {
  readonly handle: Ulong;
  readonly wanted: Template;
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

/** How much of a template is left out. */
interface Step {
  /** What the library says of its own that a key may be used for: of no key, of public keys, of any. */
  readonly uses: (template: Template) => boolean;
  /** What takes protection from a key, even if it was asked for by name. */
  readonly openness: boolean;
}

const none = (): boolean => false;
const any = (): boolean => true;

/**
 * What is tried one after the other: nothing is left out; what public keys may be used for, which protects nothing; what
 * would open a key, for openCryptoki 3.8 refuses to hear that of keys that it unwraps; what any key may be used for,
 * which is looked at afterwards. What protects a key stays always.
 */
const STEPS: readonly Step[] = [
  { uses: none, openness: false },
  { uses: ({ class: objectClass }) => objectClass === 'PUBLIC_KEY', openness: false },
  { uses: none, openness: true },
  { uses: any, openness: false },
  { uses: any, openness: true },
];

/** Makes a key, or a key pair. */
export function* makingKey<T, M extends ChosenMechanism | undefined>(
  arena: Arena,
  context: SessionContext,
  making: Making<T, M>,
): Program<T> {
  const { learned } = context.profile;
  const kind = `${making.fn} ${making.keyType}`;
  const keys = making.keys.map((key) => adapted(context, making, key));
  const mechanism = (making.mechanism && keepMechanism(making.mechanism, arena)) as M;
  yield* assertFreeHandle(arena, context, making.method);
  let refusal: Pkcs11Error | undefined;
  const tried = new Set<string>();
  for (let step = learned.trimming.get(kind) ?? 0; step < STEPS.length; step++) {
    const omitted = keys.map((key) => omissible(STEPS[step]!, key, making.options));
    const all = omitted.flat();
    // The same again would be refused again.
    if (tried.has(all.join())) continue;
    tried.add(all.join());
    let made: T;
    try {
      const templates = keys.map(({ sent }, index) => without(sent, omitted[index]!));
      made = yield* making.make(templates, mechanism);
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv) || error.fn !== making.fn) throw error;
      refusal ??= error;
      continue;
    }
    try {
      yield* lookingAtAll(arena, making, made, keys, omitted);
    } catch (error) {
      // What the token said when it was told is the reason.
      throw STEPS[step]!.openness && refusal !== undefined ? explained(refusal, keys) : error;
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
function adapted(context: SessionContext, making: About, { template, given }: NewKey): Adapted {
  const { method, keyType, options } = making;
  const { noSessionKeys, noKeyPins, idBytes, newKeys, unwrappedKeys, bareTemplates } = context.profile.traits;
  const refusing = noSessionKeys === true || noSessionKeys?.includes(keyType as KeyTypeName) === true;
  // Public keys are no secrets to keep: tpm2-pkcs11 takes them, and keeps no others.
  if (refusing && template.token !== true && template.class !== 'PUBLIC_KEY') {
    throw new NotSupportedError(
      `${method}: store: the token keeps no ${keyType} keys that go with the session: pass { store: true }`,
    );
  }
  if (noKeyPins === true && template.alwaysAuthenticate === true) {
    throw new NotSupportedError(
      `${method}: alwaysAuthenticate: the token uses such keys without asking for a PIN`,
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
  for (const name of ['id', 'capabilities'] as const) {
    if (bareTemplates === true && options[name] !== undefined) {
      throw new NotSupportedError(`${method}: ${name}: the token decides on it`);
    }
  }
  for (const [name, value] of Object.entries(newKeys ?? {})) {
    const asked = { ...options.template, ...given }[name as AttributeName];
    if (asked !== undefined && asked !== value) {
      throw new NotSupportedError(`${method}: ${name}: on this token it is always ${value}`);
    }
  }
  const wanted = snapshot({ ...template, ...newKeys });
  if (bareTemplates !== true) {
    const besides = making.fn === 'C_UnwrapKey' && template.class === 'PRIVATE_KEY';
    const told = besides ? unwrappedKeys?.[keyType as KeyTypeName] : undefined;
    return { wanted, sent: told === undefined ? wanted : snapshot({ ...told, ...wanted }), given };
  }
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

/** Which attributes are left out at a step. */
function omissible(step: Step, { wanted, sent, given }: Adapted, options: NewKeyOptions): AttributeName[] {
  const names: AttributeName[] = [];
  if (step.uses(wanted) && options.capabilities === undefined) {
    const asked = { ...options.template, ...given };
    names.push(...CAPABILITIES.filter((name) => name in sent && asked[name] === undefined));
  }
  return step.openness
    ? [...names, ...OPENNESS.filter(([name, value]) => sent[name] === value).map(([name]) => name)]
    : names;
}

/** What takes protection from a key. */
const OPENNESS = [
  ['sensitive', false],
  ['extractable', true],
] as const satisfies readonly [AttributeName, boolean][];

/** Looks at all that was made: if one key is not as it was to be, none is left. */
function* lookingAtAll<T>(
  arena: Arena,
  making: Making<T, unknown>,
  made: T,
  keys: readonly Adapted[],
  omitted: readonly AttributeName[][],
): Program<void> {
  const all = making.handles(made).map((each, index): MadeKey => {
    if (typeof each === 'object') return { ...each, omitted: [] };
    return { handle: each, wanted: keys[index]!.wanted, omitted: omitted[index]! };
  });
  try {
    for (const each of all) yield* looking(arena, making, each);
  } catch (error) {
    yield* destroyingAll(all);
    throw error;
  }
}

/** All of them, even if one cannot be destroyed; which is worth an error of its own, for the key is still there. */
function* destroyingAll(keys: readonly MadeKey[]): Program<void> {
  const failures: Ulong[] = [];
  for (const { handle } of keys) {
    const rv = yield attempt('C_DestroyObject', SESSION, handle);
    if (rv !== CKR.OK && rv !== CKR.OBJECT_HANDLE_INVALID) failures.push(rv);
  }
  if (failures.length > 0) throw new Pkcs11Error(failures[0]!, 'C_DestroyObject');
}

/** A template without some of its attributes. */
export function without(template: Template, names: readonly AttributeName[]): Template {
  if (names.length === 0) return template;
  return Object.fromEntries(
    Object.entries(template).filter(([name]) => !names.includes(name as AttributeName)),
  ) as Template;
}
