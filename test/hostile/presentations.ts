// A program: loads the hostile module in every way that it can present itself (see interfaces.h), and uses what there
// is. Prints one line for each: the digits, and how it ended.
import assert from 'node:assert/strict';
import { CryptokiError, loadModule, loadModuleSync, ModuleLoadError, Pkcs11Error } from '../../src/index.ts';
import { HostileControl } from '../support/hostile-control.ts';

const path = process.argv[2]!;
/** Every how many ways one is tried, and with which to begin. */
const [step, offset] = process.argv.slice(3).map(Number) as [number, number];
new HostileControl(path).honest();

/** What becomes of a call on what may lack functions. */
async function outcome(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'works';
  } catch (error) {
    assert.ok(error instanceof CryptokiError, `undocumented: ${(error as Error).stack}`);
    return error.code;
  }
}

async function use(digits: string): Promise<string[]> {
  await using module = await loadModule(path);
  const { major, minor } = module.interfaceVersion;
  const results = [`${major}.${minor}`];
  results.push(await outcome(() => module.getInfo()));
  results.push(await outcome(() => module.getInterfaces()));
  results.push(
    await outcome(async () => {
      const token = await module.getToken();
      await using session = await token.open({ userPin: '1234' });
      assert.equal((await session.generateRandom(8)).length, 8);
      assert.equal(session.digestSync('x').length, 32);
      const key = await session.generateKey('AES', { bits: 128 });
      assert.equal((await key.encrypt('x', { iv: new Uint8Array(16) })).length, 1);
      assert.equal((await key.seal('x')).ciphertext.length, 1);
    }),
  );
  assert.equal(loadModuleSync(path), module, digits);
  await module.close();
  return results;
}

let ways = 0;
for (let number = 0; number < 6000; number++) {
  const digits = String(number).padStart(4, '0');
  const [, list, , get] = [...digits].map(Number);
  // Beyond these, the digits say the same again.
  if (list === 3 || get! > 4 || ways++ % step !== offset) continue;
  process.env.HOSTILE_INTERFACE = digits;
  try {
    console.log(digits, (await use(digits)).join(' '));
  } catch (error) {
    assert.ok(
      error instanceof ModuleLoadError || (error instanceof Pkcs11Error && error.fn.startsWith('C_')),
      `${digits}: undocumented: ${(error as Error).stack}`,
    );
    console.log(digits, error.code);
  }
}
