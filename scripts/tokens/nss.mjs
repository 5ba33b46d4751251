import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';

/**
 * NSS's software token: its slot for cryptography, which needs no login and stores nothing.
 * @param {{ label?: string }} [options]
 * @returns {import('./softhsm2.mjs').RunningToken & { reserved: string }} `reserved` is what the module has to be
 *   loaded with; there are no PINs
 */
export function start({ label = 'NSS Generic' } = {}) {
  const module = findLibrary('libsoftokn3.so');
  if (!module) throw new Error('libsoftokn3.so not found: install NSS (libnss3)');

  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-nss-'));
  const stop = () => rmSync(folder, { recursive: true, force: true });
  // Without these flags softokn wants databases, which only NSS's own tools can make.
  const reserved = [
    `configdir='sql:${folder}'`,
    "certPrefix='' keyPrefix='' secmod=''",
    'flags=noModDB,noCertDB',
    `cryptoTokenDescription='${label}' cryptoSlotDescription='NSS crypto slot'`,
  ].join(' ');
  return { name: 'nss', module, label, pin: '', soPin: '', env: {}, reserved, stop };
}
