import type { Passed } from '../calls/signature.ts';
import { describe } from '../codec/bytes.ts';
import { type IntegerRange, integer } from '../codec/parameter-fields.ts';
import { ParameterWriter } from '../codec/parameter-writer.ts';
import type { Arena, Region } from '../native/arena.ts';
import type { MessageParameter } from './values.ts';

interface Parts {
  readonly iv: Region;
  readonly tag: Region;
  number(name: string, range?: IntegerRange): number;
}

const WRITERS: Readonly<Record<MessageParameter['structure'], (arena: Arena, parts: Parts) => Region>> = {
  CK_GCM_MESSAGE_PARAMS: (arena, { iv, tag, number }) =>
    arena.structure('CK_GCM_MESSAGE_PARAMS', {
      pIv: iv.address,
      ulIvLen: iv.size,
      ulIvFixedBits: number('ivFixedBits', { most: iv.size * 8 }),
      ivGenerator: number('ivGenerator'),
      pTag: tag.address,
      ulTagBits: tag.size * 8,
    }),
  CK_CCM_MESSAGE_PARAMS: (arena, { iv, tag, number }) =>
    arena.structure('CK_CCM_MESSAGE_PARAMS', {
      ulDataLen: number('dataLength'),
      pNonce: iv.address,
      ulNonceLen: iv.size,
      ulNonceFixedBits: number('ivFixedBits', { most: iv.size * 8 }),
      nonceGenerator: number('ivGenerator'),
      pMAC: tag.address,
      ulMACLen: tag.size,
    }),
  CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS: (arena, { iv, tag }) =>
    arena.structure('CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS', {
      pNonce: iv.address,
      ulNonceLen: iv.size,
      pTag: tag.address,
    }),
};

/** Writes the parameter of a message; afterwards what the token made of IV and tag goes into the caller's arrays. */
export function passMessageParameter(arena: Arena, argument: string, value: object): Passed {
  const { structure, iv, tag } = value as Partial<MessageParameter>;
  if (structure === undefined || !Object.hasOwn(WRITERS, structure)) {
    throw new RangeError(`${argument}.structure: expected one of ${Object.keys(WRITERS).join(', ')}`);
  }
  for (const [name, bytes] of Object.entries({ iv, tag })) {
    if (!(bytes instanceof Uint8Array)) {
      throw new TypeError(`${argument}.${name}: expected a Uint8Array, got ${describe(bytes)}`);
    }
  }
  const writer = new ParameterWriter(arena, argument, value);
  const parts: Parts = {
    iv: arena.bytes(iv!),
    tag: arena.bytes(tag!),
    number: (name, range) => Number(integer(name, { default: 0, ...range }).value(writer)),
  };
  const { address, size } = WRITERS[structure](arena, parts);
  return {
    args: [address, size],
    after() {
      iv!.set(parts.iv.read(parts.iv.size));
      tag!.set(parts.tag.read(parts.tag.size));
    },
  };
}
