import { createCipheriv, createDecipheriv } from 'node:crypto';

// What the token's results are compared with: node:crypto, and what follows from it in a few lines.

/** A cipher without padding. @param iv `null` for ECB */
export function encrypted(cipher: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Buffer {
  const running = createCipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([running.update(data), running.final()]);
}

/** The same with the padding of PKCS #7. */
export function padded(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const running = createCipheriv(cipher, key, iv);
  return Buffer.concat([running.update(data), running.final()]);
}

/** Ciphertext and tag of an AEAD cipher. */
export function sealed(
  cipher: 'aes-256-gcm' | 'aes-256-ccm' | 'chacha20-poly1305',
  key: Uint8Array,
  iv: Uint8Array,
  additionalData: Uint8Array,
  data: Uint8Array,
): Buffer {
  // Of Node's types only those of CCM have the length that CCM needs.
  const running = createCipheriv(cipher as 'aes-256-ccm', key, iv, { authTagLength: 16 });
  running.setAAD(additionalData, { plaintextLength: data.byteLength });
  return Buffer.concat([running.update(data), running.final(), running.getAuthTag()]);
}

export function opened(
  key: Uint8Array,
  iv: Uint8Array,
  additionalData: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
): Buffer {
  const running = createDecipheriv('aes-256-gcm', key, iv).setAAD(additionalData).setAuthTag(tag);
  return Buffer.concat([running.update(ciphertext), running.final()]);
}

/** Key wrapping of RFC 3394, and of RFC 5649 with padding. */
export function wrapped(kek: Uint8Array, key: Uint8Array): Buffer {
  return encrypted(`id-aes${kek.byteLength * 8}-wrap`, kek, Buffer.alloc(8, 0xa6), key);
}

export function wrappedWithPadding(kek: Uint8Array, key: Uint8Array): Buffer {
  return encrypted(`id-aes${kek.byteLength * 8}-wrap-pad`, kek, Buffer.from('a65959a6', 'hex'), key);
}

/** A block cipher in ECB mode, by Node's name of it, and the size of its block in bytes. */
export interface BlockCipher {
  readonly ecb: string;
  readonly block: 8 | 16;
}

/** CMAC (NIST SP 800-38B §6.2), which Node has not. */
export function cmac({ ecb, block }: BlockCipher, key: Uint8Array, data: Uint8Array): Buffer {
  const first = doubled(encrypted(ecb, key, null, Buffer.alloc(block)), block);
  const whole = data.byteLength > 0 && data.byteLength % block === 0;
  const message = whole ? Buffer.from(data) : zeroPadded(Buffer.concat([data, Buffer.of(0x80)]), block);
  const mask = whole ? first : doubled(first, block);
  const last = message.subarray(-block);
  for (const [index, byte] of mask.entries()) last[index]! ^= byte;
  return chained({ ecb, block }, key, message);
}

/** The MAC of FIPS 113 and its like for AES: half of the last block of CBC. */
export function cbcMac(cipher: BlockCipher, key: Uint8Array, data: Uint8Array): Buffer {
  return chained(cipher, key, zeroPadded(Buffer.from(data), cipher.block)).subarray(0, cipher.block / 2);
}

function chained({ ecb, block }: BlockCipher, key: Uint8Array, message: Buffer): Buffer {
  let state = Buffer.alloc(block);
  for (let at = 0; at < message.byteLength; at += block) {
    const mixed = Buffer.from(message.subarray(at, at + block).map((byte, index) => byte ^ state[index]!));
    state = Buffer.from(encrypted(ecb, key, null, mixed));
  }
  return state;
}

function zeroPadded(data: Buffer, block: number): Buffer {
  return Buffer.concat([data, Buffer.alloc((block - (data.byteLength % block)) % block)]);
}

/** Twice a block as a polynomial over GF(2). */
function doubled(value: Buffer, block: 8 | 16): Buffer {
  const carry = value[0]! & 0x80;
  const twice = Buffer.from(value.map((byte, index) => (byte << 1) | ((value[index + 1] ?? 0) >> 7)));
  if (carry !== 0) twice[block - 1]! ^= block === 16 ? 0x87 : 0x1b;
  return twice;
}

/** DES keys have odd parity in each byte, and some tokens insist. */
export function withOddParity(key: Uint8Array): Buffer {
  return Buffer.from(
    key.map((byte) => {
      let bits = byte >> 1;
      bits ^= bits >> 4;
      bits ^= bits >> 2;
      bits ^= bits >> 1;
      return (byte & 0xfe) | (~bits & 1);
    }),
  );
}
