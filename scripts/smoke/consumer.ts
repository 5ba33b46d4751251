import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { loadModule } from 'cryptoki';

const { PKCS11_MODULE = '', PKCS11_TOKEN_LABEL = '', PKCS11_PIN = '' } = process.env;

/** The header of a SubjectPublicKeyInfo of an uncompressed P-256 point. */
const spkiHeader = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

const module = await loadModule(PKCS11_MODULE);
const token = await module.getToken({ label: PKCS11_TOKEN_LABEL });
const session = await token.open({ readWrite: true, userPin: PKCS11_PIN });
const { publicKey, privateKey } = await session.generateKeyPair('EC', { curve: 'P-256' });
const digest = createHash('sha256').update('hello').digest();
const signature = await privateKey.sign(digest, { mechanism: 'ECDSA' });

// Some modules wrap the point in an OCTET STRING.
const point = (await publicKey.get('ecPoint')).slice(-65);
assert.equal(point[0], 4);
const key = createPublicKey({ key: Buffer.concat([spkiHeader, point]), format: 'der', type: 'spki' });
assert.ok(verify('sha256', Buffer.from('hello'), { key, dsaEncoding: 'ieee-p1363' }, signature));

await session.close();
await module.close();
console.log(`smoke ok on node ${process.version}`);
