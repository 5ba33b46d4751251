import type { MessageSignatureRun, Pkcs11Object } from '../../src/index.ts';
import { CLOSERS } from './module-rows.ts';
import { but, LOCAL, MISSING, NOT_IMPLEMENTED, OPEN, senseless } from './outcomes.ts';
import { isBytes, isDefined, isNothing, isString, isTrue, type Row, row } from './row.ts';
import type { TargetName, World } from './world.ts';

/** The fake asks for no login, and its objects are those of the session. */
const ofFake = but(OPEN, { 'logged out': senseless('a token without login') });
/** It takes any handle for a key. */
const usingKey = but(ofFake, { 'object destroyed': 'works' });

/** As of other operations with a lane of their own: a key that was destroyed is theirs all the same. */
const ofRun = but(ofFake, { 'object destroyed': 'works' });
const closable = but(ofRun, { 'session closed': 'works', 'module closed': 'works' });
const fresh = async ({ fakeSigner, fakeSecret, state }: World): Promise<MessageSignatureRun> =>
  state.endsWith('closed') || state === 'object destroyed' ? fakeSigner : fakeSecret.messageSigner();

const data = new Uint8Array(3);

/** What the fake has not, whatever it is asked. */
const missing = but(MISSING, { 'logged out': ofFake['logged out'] });
const knows = but(LOCAL, { 'object destroyed': 'works' });

function rowsOf(target: TargetName): Row[] {
  /** Another like it, to be destroyed. In these states there is none to be had. */
  const another = async (world: World): Promise<object> => {
    const object = world[target] as Pkcs11Object;
    if (world.state.endsWith('closed') || world.state === 'object destroyed') return object;
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

const OBJECTS = ['fakeProfile', 'fakeMechanism', 'fakeFeature', 'fakeTrust', 'fakeValidation'] as const;

export const FAKE_ROWS: readonly Row[] = [
  row('fakeSecret', 'messageSigner', [], isDefined, usingKey),
  row('fakeSecret', 'messageVerifier', [], isDefined, usingKey),
  row('fakeSigner', 'sign', [data], isBytes, ofRun),
  row('fakeSigner', 'sign', [[data, data]], isBytes, ofRun, { variant: 'in parts' }),
  row('fakeVerifier', 'verify', [data, data], isTrue, ofRun),
  row('fakeVerifier', 'verify', [[data, data], data], isDefined, ofRun, { variant: 'in parts' }),
  ...CLOSERS.map((method) => row('fakeSigner', method, [], isNothing, closable, { fresh })),
  ...OBJECTS.flatMap(rowsOf),
];
