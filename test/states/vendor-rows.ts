import { OF_MODULE, OPEN, PUBLIC } from './outcomes.ts';
import { isDefined, isFull, isNothing, isString, type Row, row } from './row.ts';
import { IV } from './world.ts';

const CBC = { mechanism: 'AES_CBC_PAD', iv: IV };
/** SECMOD_MODULE_DB_FUNCTION_FIND, in a configuration without a database. */
const FIND = [0, "configdir='' certPrefix='' keyPrefix='' secmod='' flags=noModDB,noCertDB"];
/** CKT_NSS_OBJECT_CHECK */
const OBJECT_CHECK = 2;

/** The functions of vendors' interfaces: on a session, on an object, and on the module. */
export const VENDOR_ROWS: readonly Row[] = [
  row('fakeVendor', 'VF_Feed', ({ fakeSession }) => [fakeSession, 'x', CBC, { id: IV }], isNothing, PUBLIC),
  row('fakeVendor', 'VF_Set', ['x'], isNothing, OF_MODULE),
  row(
    'nssFips',
    'NSC_NSSGetFIPSStatus',
    ({ nssSession, nssSecret }) => [nssSession, nssSecret, OBJECT_CHECK],
    isDefined,
    OPEN,
  ),
  row('nssDatabase', 'NSC_ModuleDBFunc', FIND, isFull(isString), OF_MODULE),
];
