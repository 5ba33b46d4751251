// Where the installers of vendors and distributions put PKCS #11 modules.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { libraryFolders } from './library-folders.ts';

interface WellKnownModule {
  readonly name: string;
  /** Relative to the folders of shared libraries, or absolute. */
  readonly linux?: readonly string[];
  readonly darwin?: readonly string[];
  /** Relative to System32, or below an environment variable. */
  readonly win32?: readonly string[];
  /** What the module must be initialised with. */
  readonly reserved?: string;
}

/** NSS without a database: enough to say what it is. */
const NSS_WITHOUT_DATABASE = "configdir='' certPrefix='' keyPrefix='' secmod='' flags=noCertDB,noModDB";

const WELL_KNOWN: readonly WellKnownModule[] = [
  {
    name: 'softhsm2',
    linux: ['softhsm/libsofthsm2.so', 'pkcs11/libsofthsm2.so', 'libsofthsm2.so'],
    darwin: ['softhsm/libsofthsm2.so', 'libsofthsm2.dylib'],
    win32: ['C:\\SoftHSM2\\lib\\softhsm2-x64.dll', '%ProgramFiles%\\SoftHSM2\\lib\\softhsm2-x64.dll'],
  },
  {
    name: 'opensc',
    linux: ['pkcs11/opensc-pkcs11.so', 'opensc-pkcs11.so'],
    darwin: ['/Library/OpenSC/lib/opensc-pkcs11.so', 'opensc-pkcs11.so'],
    win32: ['%ProgramFiles%\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll', 'opensc-pkcs11.dll'],
  },
  {
    name: 'opencryptoki',
    linux: [
      'opencryptoki/libopencryptoki.so',
      'opencryptoki/libopencryptoki.so.0',
      'pkcs11/libopencryptoki.so',
      'libopencryptoki.so',
    ],
  },
  {
    name: 'nss-softokn',
    linux: ['nss/libsoftokn3.so', 'libsoftokn3.so'],
    darwin: [
      '/opt/homebrew/opt/nss/lib/libsoftokn3.dylib',
      '/usr/local/opt/nss/lib/libsoftokn3.dylib',
      '/Applications/Firefox.app/Contents/MacOS/libsoftokn3.dylib',
    ],
    win32: ['%ProgramFiles%\\Mozilla Firefox\\softokn3.dll'],
    reserved: NSS_WITHOUT_DATABASE,
  },
  { name: 'nss-roots', linux: ['nss/libnssckbi.so', 'libnssckbi.so'] },
  { name: 'kryoptic', linux: ['pkcs11/libkryoptic_pkcs11.so', 'libkryoptic_pkcs11.so'] },
  { name: 'wolfpkcs11', linux: ['libwolfpkcs11.so'], darwin: ['libwolfpkcs11.dylib'] },
  {
    name: 'tpm2-pkcs11',
    linux: ['pkcs11/libtpm2_pkcs11.so', 'libtpm2_pkcs11.so', 'libtpm2_pkcs11.so.1'],
  },
  {
    name: 'ykcs11',
    linux: ['libykcs11.so', 'libykcs11.so.2'],
    darwin: ['libykcs11.dylib'],
    win32: ['%ProgramFiles%\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll'],
  },
  {
    name: 'yubihsm',
    linux: ['pkcs11/yubihsm_pkcs11.so', 'yubihsm_pkcs11.so'],
    darwin: ['pkcs11/yubihsm_pkcs11.dylib'],
    win32: ['%ProgramFiles%\\Yubico\\YubiHSM Shell\\bin\\pkcs11\\yubihsm_pkcs11.dll'],
  },
  {
    name: 'luna',
    linux: [
      '/usr/safenet/lunaclient/lib/libCryptoki2_64.so',
      '/opt/safenet/lunaclient/lib/libCryptoki2_64.so',
      '/usr/lunasa/lib/libCryptoki2_64.so',
      'libCryptoki2_64.so',
    ],
    win32: ['%ProgramFiles%\\SafeNet\\LunaClient\\cryptoki.dll'],
  },
  {
    name: 'protect-server',
    linux: [
      '/opt/safenet/protecttoolkit7/ptk/lib/libcryptoki.so',
      '/opt/safenet/protecttoolkit5/ptk/lib/libcryptoki.so',
    ],
  },
  {
    name: 'nshield',
    linux: ['/opt/nfast/toolkits/pkcs11/libcknfast.so'],
    win32: [
      '%ProgramFiles%\\nCipher\\nfast\\toolkits\\pkcs11\\cknfast.dll',
      '%ProgramFiles%\\nCipher\\nfast\\bin\\cknfast.dll',
    ],
  },
  {
    name: 'aws-cloudhsm',
    linux: ['/opt/cloudhsm/lib/libcloudhsm_pkcs11.so'],
    win32: ['%ProgramFiles%\\Amazon\\CloudHSM\\lib\\cloudhsm_pkcs11.dll'],
  },
  { name: 'aws-kms', linux: ['pkcs11/aws_kms_pkcs11.so', 'aws_kms_pkcs11.so'] },
  { name: 'google-kms', linux: ['libkmsp11.so'], darwin: ['libkmsp11.dylib'], win32: ['kmsp11.dll'] },
  {
    name: 'utimaco-r3',
    linux: ['/opt/utimaco/lib/libcs_pkcs11_R3.so', 'utimaco/libcs_pkcs11_R3.so', 'libcs_pkcs11_R3.so'],
    win32: ['%ProgramFiles%\\Utimaco\\SecurityServer\\Lib\\cs_pkcs11_R3.dll'],
  },
  {
    name: 'utimaco-r2',
    linux: ['/opt/utimaco/lib/libcs_pkcs11_R2.so', 'utimaco/libcs_pkcs11_R2.so', 'libcs_pkcs11_R2.so'],
    win32: ['%ProgramFiles%\\Utimaco\\CryptoServer\\Lib\\cs_pkcs11_R2.dll'],
  },
  { name: 'fortanix', linux: ['/opt/fortanix/pkcs11/fortanix_pkcs11.so'] },
  { name: 'securosys-primus', linux: ['/usr/local/primus/lib/libprimusP11.so'] },
  {
    name: 'safenet-etoken',
    linux: ['libeToken.so', 'libeTPkcs11.so'],
    darwin: ['libeToken.dylib', 'libeTPkcs11.dylib'],
    win32: ['eTPKCS11.dll'],
  },
  { name: 'idprime', linux: ['pkcs11/libIDPrimePKCS11.so'], darwin: ['pkcs11/libIDPrimePKCS11.dylib'] },
  { name: 'bit4id', linux: ['bit4id/libbit4xpki.so', 'libbit4xpki.so'], win32: ['bit4xpki.dll'] },
  { name: 'smartcard-hsm', linux: ['libsc-hsm-pkcs11.so'], darwin: ['libsc-hsm-pkcs11.so'] },
  {
    name: 'belgian-eid',
    linux: ['libbeidpkcs11.so.0', 'libbeidpkcs11.so'],
    darwin: ['libbeidpkcs11.dylib'],
    win32: ['beidpkcs11.dll'],
  },
  { name: 'cackey', linux: ['libcackey.so'], darwin: ['/Library/CACKey/libcackey.dylib'] },
  { name: 'coolkey', linux: ['pkcs11/libcoolkeypk11.so'] },
  { name: 'gnome-keyring', linux: ['pkcs11/gnome-keyring-pkcs11.so'] },
  { name: 'p11-kit-trust', linux: ['pkcs11/p11-kit-trust.so'], darwin: ['pkcs11/p11-kit-trust.dylib'] },
  { name: 'p11-kit-client', linux: ['pkcs11/p11-kit-client.so'], darwin: ['pkcs11/p11-kit-client.dylib'] },
  { name: 'p11-kit-proxy', linux: ['p11-kit-proxy.so'], darwin: ['p11-kit-proxy.dylib'] },
];

/** A module where its vendor or distribution puts it. */
export interface FoundModule {
  readonly name: string;
  readonly path: string;
  readonly reserved: string | undefined;
}

/** The well-known modules whose files exist, every place of each. */
export function wellKnownModules(
  folders: readonly string[] = libraryFolders(),
  platform: NodeJS.Platform = process.platform,
): FoundModule[] {
  const system = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
  return WELL_KNOWN.flatMap(({ name, reserved, [system]: files = [] }) =>
    files
      .flatMap((file) => placesOf(file, folders))
      .filter((path) => existsSync(path))
      .map((path) => ({ name, path, reserved })),
  );
}

function placesOf(file: string, folders: readonly string[]): string[] {
  const expanded = file.replace(/%(\w+)%/g, (_, name: string) => process.env[name] ?? 'C:\\Program Files');
  return isAbsolute(expanded) ? [expanded] : folders.map((folder) => join(folder, expanded));
}

/** The module that offers all those of p11-kit's configuration as one; undefined if p11-kit is not installed. */
export function p11KitProxy(folders: readonly string[] = libraryFolders()): string | undefined {
  return wellKnownModules(folders).find(({ name }) => name === 'p11-kit-proxy')?.path;
}
