// Structures, return values and users of a vendor, as the fake sees them: the memory is what a C compiler lays out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { defineVendor } from '../../src/index.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';
import { FAKE_VENDOR } from '../support/vendor-fake.ts';

defineVendor({
  mechanisms: {
    FAKE_SEAL: {
      number: 0x8000_7001,
      parameters: {
        ulVersion: { fixed: 2 },
        bFlag: { boolean: 'flag', default: false },
        counter: { bytes: 'counter', size: 6 },
        ulMode: { ulong: 'mode' },
        ulDataLen: { lengthOf: 'data' },
        hKey: { key: 'key', optional: true },
      },
    },
  },
  userTypes: { FAKE_AUDITOR: 0x8000_7002 },
  returnValues: { FAKE_TIRED: 0x8000_7003 },
});

/** The same structure, by the compiler. */
function compiled(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-vendor-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'seal.c'),
    `#include <stdio.h>
     #include <string.h>
     struct seal { unsigned long version; unsigned char flag; unsigned char counter[6]; unsigned long mode, length, key; };
     int main(void) {
       struct seal seal;
       memset(&seal, 0, sizeof seal);
       seal.version = 2; seal.flag = 1; memcpy(seal.counter, "abcdef", 6); seal.mode = 9; seal.length = 4; seal.key = 77;
       for (size_t i = 0; i < sizeof seal; i++) printf("%02x", ((unsigned char *)&seal)[i]);
       return 0;
     }`,
  );
  const program = join(folder, 'seal');
  const { status, stderr } = spawnSync(process.env.CC ?? 'gcc', ['-o', program, join(folder, 'seal.c')], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.ok(readFileSync(program).length > 0);
  return spawnSync(program, { encoding: 'utf8' }).stdout;
}

const expected = compiled();

twice('a structure of a vendor is what a C compiler lays out', async ({ call, mode }) => {
  await using fake = await startFake(`offer=${0x8000_7001}`, { mode });
  const { key } = await fake.openWithKey();
  const parameters = { flag: true, counter: 'abcdef', mode: 9, data: 'data', key: { handle: 77 } };
  await call(key, 'encrypt', 'INPUT DATA', { mechanism: 'FAKE_SEAL', ...parameters });
  const [seen] = fake.calls('C_EncryptInit');
  assert.equal(seen?.args.mechanism, String(0x8000_7001));
  assert.equal(seen?.args.parameter, `x:${expected}`);
});

twice('a return value of a vendor has its name', async ({ call, mode }) => {
  await using fake = await startFake(`rv:C_Encrypt=${0x8000_7003}`, { mode });
  const { key } = await fake.openWithKey();
  await assert.rejects(call(key, 'encrypt', 'INPUT DATA', { iv: new Uint8Array(16) }), {
    code: 'CKR_FAKE_TIRED',
    rv: 0x8000_7003,
  });
});

twice('a type of user of a vendor goes by name', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const token = await fake.token();
  const session = await call(token, 'open', { userType: 'FAKE_AUDITOR', pin: '1234', userName: 'alice' });
  assert.equal(fake.calls('C_LoginUser')[0]?.args.userType, String(0x8000_7002));
  await call(session, 'close');
  await assert.rejects(
    async () => call(token, 'open', { userType: 'FAKE_AUDITORS', pin: '1234' }),
    /FAKE_AUDITORS/,
  );
  await assert.rejects(async () => call(token, 'open', { userType: 'SO', pin: '1234' }), /"SO" is no type/);
});

twice('a function that is defined anew is called as the new definition says', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { key } = await fake.openWithKey();
  const { module } = key.session.token;
  const before = await call(module, 'getVendorInterface', FAKE_VENDOR, 'Vendor Fake');
  await call(before, 'VF_Set', 'data');
  const pair = {
    parameters: [
      ['length', 'ulong'],
      ['data', 'null'],
      ['more', 'ulong'],
    ],
  } as const;
  const swapped = { interfaces: { 'Vendor Fake': { VF_Feed: { parameters: [] }, VF_Set: pair } } };
  const anew = await call(module, 'getVendorInterface', swapped, 'Vendor Fake');
  await call(anew, 'VF_Set', 0, 0);
  assert.equal(fake.calls('VF_Set').length, 2);
});
