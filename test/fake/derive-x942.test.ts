// X9.42 Diffie-Hellman (PKCS #11 v3.2 §6.4.11), which no module here does: another's public key in every form arrives in
// CK_X9_42_DH1_DERIVE_PARAMS as the value that it has.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { toTemplates } from '../../src/formats/formats.ts';
import { CKM } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';
import { hex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';

const { X9_42_DH_DERIVE, X9_42_DH_KEY_PAIR_GEN } = CKM;
const SCRIPT = `offer=${X9_42_DH_DERIVE},${X9_42_DH_KEY_PAIR_GEN}; dump:${X9_42_DH_DERIVE}=CK_X9_42_DH1_DERIVE_PARAMS`;

function makePem(): string {
  const { status, stdout, stderr } = openssl(['genpkey', '-algorithm', 'DHX', '-pkeyopt', 'dh_rfc5114:2']);
  assert.equal(status, 0, stderr);
  return stdout.toString();
}

const mine = makePem();
const theirs = createPublicKey(makePem());
const { publicKey: parts } = toTemplates(theirs);

twice("another's key of X9.42 in every form", async ({ call, mode }) => {
  await using fake = await startFake(SCRIPT, { mode, defines: { DUMP: true } });
  const session = await fake.open({ userPin: '1234', readWrite: true });
  const { privateKey } = await call(session, 'importKey', mine, { keyType: 'X9_42_DH' });
  const { publicKey: onToken } = await call(session, 'importKey', theirs);
  const FORMS = {
    KeyObject: theirs,
    PEM: theirs.export({ type: 'spki', format: 'pem' }),
    SPKI: theirs.export({ type: 'spki', format: 'der' }),
    'object of the token': onToken,
    'the value': parts!.value!,
  };
  for (const [form, publicValue] of Object.entries(FORMS)) {
    await call(privateKey, 'deriveKey', 'AES', { bits: 128, publicValue });
    const dumped = JSON.parse(fake.calls('C_DeriveKey').at(-1)!.args.dump!);
    // A number: one in 256 is shorter than the prime.
    const value = parts!.value!;
    const data = { ulPublicDataLen: value.byteLength, pPublicData: hex(value) };
    assert.deepEqual(dumped, { kdf: 1, ulOtherInfoLen: 0, pOtherInfo: null, ...data }, form);
  }
});
