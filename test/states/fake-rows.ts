import type { MessageSignatureRun, Pkcs11Object } from '../../src/index.ts';
import { CLOSERS } from './module-rows.ts';
import { but, LOCAL, MISSING, NOT_IMPLEMENTED, OPEN, type Outcomes, PRIVATE, returns } from './outcomes.ts';
import { isBytes, isDefined, isNothing, isString, isTrue, type Row, row } from './row.ts';
import type { TargetName, World } from './world.ts';

const KEY_GONE = returns('CKR_KEY_HANDLE_INVALID');
const usingKey = but(PRIVATE, { 'logged out': KEY_GONE, 'object destroyed': KEY_GONE });

/**
 * As of other operations with a lane of their own: a key that was destroyed is theirs all the same. A logout may end
 * them (PKCS #11 v3.2, 5.6.9), and here does.
 */
const ofRun = but(PRIVATE, {
  'logged out': returns('CKR_OPERATION_NOT_INITIALIZED'),
  'object destroyed': 'works',
});
const closable = but(ofRun, {
  'session closed': 'works',
  'module closed': 'works',
  'logged out': 'works',
  'token removed': 'works',
  'token lost': 'works',
});
const isMade = ({ state }: World): boolean =>
  ['read-only session', 'busy', 'operation aborted'].includes(state);
const fresh = async (world: World): Promise<MessageSignatureRun> =>
  isMade(world) ? world.fakeSecret.messageSigner() : world.fakeSigner;

const data = new Uint8Array(3);

/** What the fake has not, whatever it is asked. */
const missing = but(MISSING, { 'token removed': OPEN['token removed'] });
const knows = but(LOCAL, { 'object destroyed': 'works' });

function rowsOf(target: TargetName, ofFake: Outcomes): Row[] {
  /** Another like it, to be destroyed. In these states there is none to be had. */
  const another = async (world: World): Promise<object> => {
    const object = world[target] as Pkcs11Object;
    const made = isMade(world) || (world.state === 'logged out' && ofFake === OPEN);
    if (!made) return object;
    return object.session.createObject({ class: object.objectClass });
  };
  return [
    row(target, 'objectClass', [], isDefined, knows),
    row(target, 'session', [], isDefined, knows),
    row(target, 'get', ['label'], isString, ofFake),
    row(target, 'getMany', [['label', 'class']], isDefined, ofFake),
    row(target, 'getAttributes', [], isDefined, ofFake),
    row(target, 'getUri', [], isString, ofFake),
    row(target, 'getSize', [], NOT_IMPLEMENTED, missing),
    row(target, 'set', [{ label: 'x' }], NOT_IMPLEMENTED, missing),
    row(target, 'copy', [{}], NOT_IMPLEMENTED, missing),
    row(target, 'destroy', [], isNothing, ofFake, { fresh: another }),
  ];
}

/** They describe the token, and everyone sees them. */
const OBJECTS = ['fakeProfile', 'fakeMechanism', 'fakeFeature', 'fakeValidation'] as const;

export const FAKE_ROWS: readonly Row[] = [
  row('fakeSecret', 'messageSigner', [], isDefined, usingKey),
  row('fakeSecret', 'messageVerifier', [], isDefined, usingKey),
  row('fakeSigner', 'sign', [data], isBytes, ofRun),
  row('fakeSigner', 'sign', [[data, data]], isBytes, ofRun, { variant: 'in parts' }),
  row('fakeVerifier', 'verify', [data, data], isTrue, ofRun),
  row('fakeVerifier', 'verify', [[data, data], data], isDefined, ofRun, { variant: 'in parts' }),
  ...CLOSERS.map((method) => row('fakeSigner', method, [], isNothing, closable, { fresh })),
  ...OBJECTS.flatMap((target) => rowsOf(target, OPEN)),
  ...rowsOf('fakeTrust', PRIVATE),
];
