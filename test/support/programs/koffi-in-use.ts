// A program whose other package has loaded a library with koffi before: its settings can no longer be changed.
import koffi from 'koffi';
import { loadModule } from '../../../src/index.ts';
import { loadOptions } from './load-options.ts';

koffi.load(null);
const [path, label, pin] = process.argv.slice(2) as [string, string, string];
await using module = await loadModule(path, loadOptions());
await using session = await (await module.getToken({ label })).open({ userPin: pin });
const offered = await session.token.getMechanisms();
const generated = offered.has('AES_CBC_PAD') ? session.generateKey('AES', { bits: 128 }) : undefined;
const key = await generated?.catch(() => undefined);
if (key !== undefined) {
  const iv = new Uint8Array(16);
  const data = new Uint8Array(1 << 20).fill(7);
  const decrypted = await key.decrypt(await key.encrypt(data, { iv }), { iv });
  console.log(Buffer.compare(decrypted, data) === 0 ? 'equal' : 'different');
} else {
  // A card or a TPM that only signs: what it has can be read.
  const { label: read } = await session.token.getInfo();
  console.log(read === label ? 'equal' : 'different');
}
