// A program whose other package has loaded a library with koffi before: its settings can no longer be changed.
import koffi from 'koffi';
import { loadModule } from '../../../src/index.ts';

koffi.load(null);
const [path, label, pin] = process.argv.slice(2) as [string, string, string];
await using module = await loadModule(path);
await using session = await (await module.getToken({ label })).open({ userPin: pin });
const key = await session.generateKey('AES', { bits: 128 });
const iv = await session.generateRandom(16);
const data = new Uint8Array(1 << 20).fill(7);
const decrypted = await key.decrypt(await key.encrypt(data, { iv }), { iv });
console.log(Buffer.compare(decrypted, data) === 0 ? 'equal' : 'different');
