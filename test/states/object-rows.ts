import type { Pkcs11Object } from '../../src/index.ts';
import { but, LOCAL, NO_OBJECT, OPEN, type Outcomes, PRIVATE, READ_ONLY } from './outcomes.ts';
import { isDefined, isFull, isNothing, isObject, isString, type Row, row } from './row.ts';
import type { TargetName, World } from './world.ts';

const knows = but(LOCAL, { 'object destroyed': 'works' });
/** Private objects are there for the user only. */
const isSeen = (value: unknown, world: World) =>
  world.state === 'logged out' ? value === undefined : isObject(value, world);
const isAbout = (value: unknown) => typeof (value as { label?: unknown }).label === 'string';

/** What every object can, whatever its class. */
function rowsOf(target: TargetName, normal: Outcomes): Row[] {
  const changing = but(normal, { 'read-only session': READ_ONLY });
  // A copy, to be destroyed in place of what others still need. In these states there is none to be had.
  const fresh = async (world: World): Promise<object> => {
    const object = world[target] as Pkcs11Object;
    const usable = world.state === 'busy' || world.state === 'operation aborted';
    const copies = usable || (world.state === 'logged out' && normal === OPEN);
    return copies ? object.copy({ token: false }) : object;
  };
  return [
    row(target, 'objectClass', [], isDefined, knows),
    row(target, 'session', [], isDefined, knows),
    row(target, 'get', ['label'], isString, normal),
    row(target, 'get', [['label', 'class']], isAbout, normal, { variant: 'several' }),
    row(target, 'getMany', [['label', 'class']], isAbout, normal),
    row(target, 'getUri', [], isString, normal),
    row(target, 'getSize', [], (size) => size === undefined || typeof size === 'number', normal),
    row(target, 'set', [{ label: labelOf(target) }], isNothing, changing),
    row(target, 'copy', [{ token: false }], isObject, normal),
    row(target, 'copy', [{ token: true, label: 'copy' }], isObject, changing, { variant: 'to the token' }),
    row(target, 'destroy', [], isNothing, changing, { fresh }),
  ];
}

/** The label that it has: changing it must not hide it from others. */
function labelOf(target: TargetName): string {
  if (target === 'otp') return 'secret';
  return target === 'publicKey' || target === 'privateKey' ? 'pair' : target;
}

export const OBJECT_ROWS: readonly Row[] = [
  ...rowsOf('data', PRIVATE),
  ...rowsOf('secret', PRIVATE),
  ...rowsOf('otp', PRIVATE),
  ...rowsOf('privateKey', PRIVATE),
  ...rowsOf('publicKey', OPEN),
  ...rowsOf('certificate', OPEN),
  ...rowsOf('parameters', PRIVATE),
  row('certificate', 'getX509', [], isDefined, OPEN),
  row('certificate', 'export', ['x509-pem'], isString, OPEN),
  row('certificate', 'getPrivateKey', [], isSeen, OPEN),
  row('certificate', 'getChain', [], isFull(isObject), OPEN),
  row(
    'data',
    'get',
    ['value'],
    (value) => value instanceof Uint8Array,
    but(PRIVATE, { 'object destroyed': NO_OBJECT }),
    {
      variant: 'value',
    },
  ),
];
