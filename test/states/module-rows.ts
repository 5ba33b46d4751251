import { loadModule, type Module, NotSupportedError } from '../../src/index.ts';
import {
  but,
  elsewhere,
  type Failure,
  LOCAL,
  NO_TOKEN,
  NOT_IMPLEMENTED,
  OF_MODULE,
  OF_SLOT,
  only,
  returns,
} from './outcomes.ts';
import { are, isDefined, isFull, isNothing, isObject, isString, isTrue, type Row, row } from './row.ts';
import type { World } from './world.ts';

export const CLOSERS = ['close', Symbol.asyncDispose, Symbol.dispose] as const;

const uri = ({ token, pin }: World) => [`pkcs11:token=${token.label};object=data?pin-value=${pin}`];
/** Loaded once more, so that closing it leaves the world as it is; what is closed can be closed again. */
const fresh = async ({ module, state }: World): Promise<Module> =>
  state === 'module closed' ? module : loadModule(module.path);
const closable = but(OF_MODULE, { 'module closed': 'works' });

/** No vendor has defined anything in this module. */
const NO_INTERFACE: Failure = { error: NotSupportedError, code: 'ERR_NOT_SUPPORTED' };
const finding = but(OF_MODULE, { 'token removed': NO_TOKEN, 'token lost': NO_TOKEN });
/** All that there are: none once the only one was removed. */
const areTokens = (value: unknown, world: World) =>
  are(isDefined)(value, world) && (value as unknown[]).length > 0 !== world.state.startsWith('token');

const MODULE: readonly Row[] = [
  row('module', 'supports', ['C_Sign'], isTrue, but(OF_MODULE, { 'operation aborted': 'works' })),
  row('module', 'getInfo', [], isDefined, OF_MODULE),
  // Module of PKCS #11 2.40: the function came with 3.0.
  row('module', 'getInterfaces', [], NOT_IMPLEMENTED, OF_MODULE),
  row(
    'module',
    'getVendorInterface',
    [{ interfaces: { 'Vendor Nobody': {} } }, 'Vendor Nobody'],
    NO_INTERFACE,
    OF_MODULE,
  ),
  // Its signal ends the loop, and is no failure.
  row(
    'module',
    'slotEvents',
    [{ signal: AbortSignal.abort() }],
    are(isDefined),
    but(OF_MODULE, { 'operation aborted': 'works' }),
  ),
  row('module', 'getSlots', [], isFull(isDefined), OF_MODULE),
  row('module', 'getTokens', [], areTokens, OF_MODULE),
  row('module', 'getToken', ({ token }) => [{ label: token.label }], isDefined, finding),
  row('module', 'open', uri, isObject, finding),
  ...CLOSERS.map((method) => row('module', method, [], isNothing, closable, { fresh })),
];

const SLOT: readonly Row[] = [
  row('slot', 'uri', [], isString, LOCAL),
  row('slot', 'getInfo', [], isDefined, OF_MODULE),
  row('slot', 'getToken', [], isDefined, OF_SLOT),
  row('slot', 'getMechanisms', [], isDefined, OF_SLOT),
  row('slot', 'getMechanismInfo', ['RSA_PKCS'], isDefined, OF_SLOT),
  row(
    'slot',
    'initToken',
    [{ label: 'DEMO', soPin: '12345678' }],
    returns('CKR_SESSION_EXISTS'),
    but(OF_SLOT, { 'session closed': elsewhere('it would erase the token') }),
  ),
  row('spareSlot', 'initToken', [{ label: 'DEMO', soPin: '12345678' }], NOT_IMPLEMENTED, OF_SLOT),
];

const TOKEN: readonly Row[] = [
  row('token', 'module', [], isDefined, LOCAL),
  row('token', 'uri', [], isString, LOCAL),
  row('token', 'equals', ({ token }) => [token], isTrue, LOCAL),
  row('token', 'getInfo', [], isDefined, OF_SLOT),
  row('token', 'getMechanisms', [], isDefined, OF_SLOT),
  row('token', 'getMechanismInfo', ['RSA_PKCS'], isDefined, OF_SLOT),
  row(
    'token',
    'closeAllSessions',
    [],
    isNothing,
    only(
      { 'session closed': 'works', 'module closed': OF_MODULE['module closed'] },
      'it would close the world',
    ),
  ),
  row('spareToken', 'closeAllSessions', [], isNothing, OF_SLOT),
  row('token', 'open', [], isDefined, OF_SLOT),
  row('token', 'open', ({ pin }) => [{ userPin: pin }], isDefined, OF_SLOT, { variant: 'logged in' }),
];

export const MODULE_ROWS: readonly Row[] = [...MODULE, ...SLOT, ...TOKEN];
