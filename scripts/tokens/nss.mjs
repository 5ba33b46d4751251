import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { startToken } from './lifecycle.mjs';
import { run } from './processes.mjs';

const library = 'libsoftokn3.so';
const cryptoLabel = 'NSS Generic';
const cryptoSlot = `cryptoTokenDescription='${cryptoLabel}' cryptoSlotDescription='NSS crypto slot'`;

/** What differs between the NSS of this system and that of another. */
export const nssTraits = { label: 'DEMO', pin: 'Passw0rd!', soPin: '' };

/**
 * Makes the database of a token.
 * @param {string} folder
 * @param {string[]} [launcher]
 */
export function prepareNss(folder, launcher = []) {
  const database = join(folder, 'database');
  const pinFile = join(folder, 'pin');
  mkdirSync(database);
  writeFileSync(pinFile, nssTraits.pin, { mode: 0o600 });
  run([...launcher, 'certutil', '-N', '-d', `sql:${database}`, '-f', pinFile]);
}

/**
 * The initialisation string for the database.
 * @param {string} folder
 */
export const nssParameters = (folder) =>
  [
    `configdir='sql:${join(folder, 'database')}'`,
    "certPrefix='' keyPrefix='' secmod='secmod.db' flags=readWrite",
    `dbTokenDescription='${nssTraits.label}' dbSlotDescription='NSS key slot'`,
    cryptoSlot,
  ].join(' ');

function findModule() {
  const module = findLibrary(library);
  if (!module) throw new Error(`${library} not found: install NSS (libnss3)`);
  return module;
}

/** @type {import('./lifecycle.mjs').TokenKind} */
export const nss = {
  name: 'nss',
  title: 'NSS softokn, its slot for keys',
  packages: [packages.nss, packages.certutil],
  prepare: (folder) => prepareNss(folder),
  launch: (folder) => ({ ...nssTraits, module: findModule(), env: {}, reserved: nssParameters(folder) }),
};

/**
 * NSS's slot for cryptography, which needs no login and stores nothing.
 * @type {import('./lifecycle.mjs').TokenKind}
 */
export const nssGeneric = {
  name: 'nss-generic',
  title: 'NSS softokn, its slot for cryptography',
  packages: [packages.nss],
  launch: (folder) => ({
    module: findModule(),
    label: cryptoLabel,
    pin: '',
    soPin: '',
    env: {},
    // Without these flags softokn wants databases, which only NSS's own tools can make.
    reserved: `configdir='sql:${folder}' certPrefix='' keyPrefix='' secmod='' flags=noModDB,noCertDB ${cryptoSlot}`,
  }),
};

/** NSS's slot for cryptography. Loading it needs `reserved`. */
export function start() {
  const token = startToken(nssGeneric);
  return { ...token, reserved: token.reserved ?? '' };
}
