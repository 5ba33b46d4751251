import { generateKeyPairSync } from 'node:crypto';
import { CLOSERS } from './module-rows.ts';
import {
  but,
  elsewhere,
  LOCAL,
  NO_KEY,
  NOT_IMPLEMENTED,
  NOT_LOGGED_IN,
  OF_MODULE,
  only,
  PRIVATE,
  PUBLIC,
  READ_ONLY,
  returns,
  STORING,
} from './outcomes.ts';
import { are, isBytes, isDefined, isNothing, isObject, isPair, type Row, row } from './row.ts';
import { DOMAIN, IV, type World } from './world.ts';

const PARTS = ['one', 'two'];
const DATA = { class: 'DATA', value: 'x', token: true, private: true };
const PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const STORED_PAIR = { curve: 'P-256', store: true };
const ON_TOKEN = { local: false, store: true };

const isClosed = (value: unknown, { state }: World) =>
  value === (state.endsWith('closed') || state === 'token lost');
const isUser = (value: unknown, { state }: World) => value === (state === 'logged out' ? undefined : 'USER');
const isLoggedIn = (value: unknown, { state }: World) => value === (state !== 'logged out');

/** What is known of an open session without asking the token. */
const known = but(PUBLIC, { 'operation aborted': 'works', busy: 'works', 'token removed': 'works' });
/** SoftHSM takes domain parameters for private where nothing else is said. */
const PRIVATE_PARAMETERS = but(STORING, { 'logged out': NOT_LOGGED_IN });
/** Whether the next PIN may be the last try is asked of the slot. */
const ASKING = { 'token removed': returns('CKR_TOKEN_NOT_PRESENT') };
const NOT_PARALLEL = returns('CKR_FUNCTION_NOT_PARALLEL');
const KEY_GONE = returns('CKR_KEY_HANDLE_INVALID');
/** Another session like the one of the world. */
const fresh = ({ token, state, pin, reinserted }: World) =>
  reinserted(() => token.open(state === 'logged out' ? {} : { userPin: pin }));
const closable = but(OF_MODULE, { 'module closed': elsewhere('there is no other session') });
const closed = only(
  { 'session closed': 'works', 'module closed': 'works', 'token lost': 'works' },
  'it would close the world',
);
const loseKey = { variant: 'of a key that is gone' };

export const SESSION_ROWS: readonly Row[] = [
  row('session', 'closed', [], isClosed, LOCAL),
  row('session', 'assertOpen', [], isNothing, known),
  row('session', 'user', [], isUser, known),
  row('session', 'loggedIn', [], isLoggedIn, known),
  row('session', 'getInfo', [], isDefined, PUBLIC),
  row(
    'session',
    'getValidationFlags',
    [],
    NOT_IMPLEMENTED,
    but(PUBLIC, { 'token removed': NOT_IMPLEMENTED }),
  ),
  row('session', 'getFunctionStatus', [], NOT_PARALLEL, PUBLIC),
  row('session', 'cancelFunction', [], NOT_PARALLEL, PUBLIC),
  row('session', 'initPin', ['4321'], NOT_LOGGED_IN, but(PUBLIC, ASKING)),
  row('session', 'setPin', ({ pin }) => [pin, pin], isNothing, but(STORING, ASKING)),
  row('session', 'generateRandom', [8], isBytes, PUBLIC),
  row('session', 'seedRandom', ['seed'], isNothing, PUBLIC),
  row('session', 'digest', ['x'], isBytes, PUBLIC),
  row('session', 'digest', [PARTS], isBytes, PUBLIC, { variant: 'in parts' }),
  row(
    'session',
    'digest',
    ({ secret }) => [['x', secret]],
    KEY_GONE,
    only({ 'object destroyed': 'works' }, 'the key is there'),
    loseKey,
  ),
  row('session', 'digestOperation', [], isDefined, PUBLIC),
  row('session', 'restoreOperation', ['digest', 'state'], NOT_IMPLEMENTED, PUBLIC),
  row('session', 'pendingOperations', [], are(isDefined), known),
  row(
    'session',
    'joinOperation',
    [{ fn: 'C_Sign', id: 1 }],
    NOT_IMPLEMENTED,
    but(PUBLIC, { 'token removed': NOT_IMPLEMENTED }),
  ),
  row('session', 'createObject', [DATA], isObject, but(STORING, { 'logged out': NOT_LOGGED_IN })),
  row('session', 'importKey', [PEM, { store: true }], isPair, STORING),
  row('session', 'importKey', [IV, { keyType: 'AES' }], isDefined, PUBLIC, { variant: 'for the session' }),
  row('session', 'importCertificate', ({ pem }) => [pem, { store: true }], isObject, STORING),
  row('session', 'getObjects', [{ label: 'data' }], are(isObject), PUBLIC),
  row('session', 'getKey', [{ label: 'secret' }], isObject, but(PUBLIC, { 'logged out': NO_KEY })),
  row('session', 'generateKey', ['AES', { bits: 128, store: true }], isObject, STORING),
  // PBE_MD5_DES_CBC, which SoftHSM has not.
  row(
    'session',
    'generateKeyAndIv',
    ['DES', { mechanism: 0x3a1, password: 'x', salt: 'y', iterations: 1 }],
    returns('CKR_MECHANISM_INVALID'),
    PUBLIC,
  ),
  row('session', 'generateKeyPair', ['EC', STORED_PAIR], isPair, STORING),
  row('session', 'createDomainParameters', ['DH', DOMAIN], isDefined, known),
  row('session', 'createDomainParameters', ['DH', DOMAIN, ON_TOKEN], isObject, PRIVATE_PARAMETERS, {
    variant: 'on the token',
  }),
  row(
    'session',
    'generateDomainParameters',
    ['DH', { bits: 512, store: true }],
    isObject,
    PRIVATE_PARAMETERS,
  ),
  // Closing takes no lane, and what rests between two parts does not hold it up.
  ...CLOSERS.map((method) => row('session', method, [], isNothing, closable, { fresh })),
  ...CLOSERS.map((method) => row('session', method, [], isNothing, closed, { variant: 'again' })),
  row('parameters', 'generateKeyPair', [], isPair, PRIVATE),
  row(
    'parameters',
    'generateKeyPair',
    [{ store: true }],
    isPair,
    but(PRIVATE, { 'read-only session': READ_ONLY }),
    {
      variant: 'to be stored',
    },
  ),
  row('local', 'get', ['prime'], isBytes, LOCAL),
  row('local', 'generateKeyPair', [], isPair, PUBLIC),
  row('local', 'generateKeyPair', [{ store: true }], isPair, STORING, { variant: 'to be stored' }),
];
