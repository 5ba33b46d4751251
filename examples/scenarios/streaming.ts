import assert from 'node:assert/strict';
import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Session } from 'cryptoki';

const MIB = 1 << 20;
const SIZE = 64 * MIB;
/** The token is asked once a chunk: larger ones than the usual 64 KiB save calls. */
const CHUNKS = { highWaterMark: MIB };

/** A file of 64 MiB through encryption on the token and back, a megabyte at a time. */
export async function streaming(session: Session, signal: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cryptoki-demo-'));
  try {
    const plain = join(folder, 'plain');
    const sealed = join(folder, 'sealed');
    const opened = join(folder, 'opened');
    await pipeline(randomMegabytes(SIZE / MIB), createWriteStream(plain), { signal });
    const expected = await sha256(createReadStream(plain, CHUNKS), signal);

    const key = await session.generateKey('AES', {
      bits: 256,
      template: { sensitive: false, extractable: true },
    });
    const iv = await session.generateRandom(16);

    const began = performance.now();
    await pipeline(
      createReadStream(plain, CHUNKS),
      (chunks: AsyncIterable<Buffer>) => key.encrypt(chunks, { iv }),
      createWriteStream(sealed),
      { signal },
    );
    await pipeline(
      createReadStream(sealed, CHUNKS),
      (chunks: AsyncIterable<Buffer>) => key.decrypt(chunks, { iv }),
      createWriteStream(opened),
      { signal },
    );
    const seconds = (performance.now() - began) / 1000;

    // Padding adds a block to data that fills its last one.
    assert.equal((await stat(sealed)).size, SIZE + 16);
    const decipher = createDecipheriv('aes-256-cbc', await key.get('value'), iv);
    assert.equal(await sha256(createReadStream(sealed, CHUNKS).pipe(decipher), signal), expected);
    assert.equal(await sha256(createReadStream(opened, CHUNKS), signal), expected);

    const speed = Math.round((2 * SIZE) / MIB / seconds);
    return `64 MiB at ${speed} MiB/s: node:crypto reads the same`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* randomMegabytes(count: number): Generator<Buffer> {
  for (let made = 0; made < count; made++) yield randomBytes(MIB);
}

async function sha256(chunks: AsyncIterable<Buffer>, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
