import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openssl } from './openssl.ts';

export interface Issued {
  readonly rootKey: string;
  readonly root: string;
  readonly key: string;
  /** Issued by the root. */
  readonly leaf: string;
}

/** A root with an RSA key and a certificate it issued for a P-256 key, made by the openssl command, in PEM. */
export function makeChain(): Issued {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-chain-'));
  const path = (name: string) => join(folder, name);
  try {
    const rootKey = openssl(['genrsa', '2048']);
    const key = openssl(['ecparam', '-name', 'P-256', '-genkey', '-noout']);
    writeFileSync(path('root.key'), rootKey);
    writeFileSync(path('leaf.key'), key);
    const subject = ['-subj', '/C=XY/O=Ünï/OU=a+CN=b/CN=Root', '-utf8', '-multivalue-rdn'];
    const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'subjectKeyIdentifier=hash'];
    const root = openssl([
      'req',
      '-x509',
      '-new',
      '-key',
      path('root.key'),
      '-days',
      '900',
      ...subject,
      ...ca,
    ]);
    writeFileSync(path('root.pem'), root);
    const request = openssl(['req', '-new', '-key', path('leaf.key'), '-subj', '/CN=leaf']);
    const extensions = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nbasicConstraints=CA:FALSE\n';
    writeFileSync(path('extensions'), extensions);
    const issuer = [
      '-CA',
      path('root.pem'),
      '-CAkey',
      path('root.key'),
      '-set_serial',
      '0xff00112233445566778899',
    ];
    const leaf = openssl(['x509', '-req', ...issuer, '-extfile', path('extensions'), '-days', '30'], request);
    const text = { rootKey, root, key, leaf };
    return Object.fromEntries(
      Object.entries(text).map(([name, pem]) => [name, pem.toString()]),
    ) as unknown as Issued;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
