import { generateKey, wrapKey } from '../../calls/keys.ts';
import { createObject } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
import { snapshot } from '../../codec/bytes.ts';
import { chooseMechanism, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, withoutLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { attempt, type Program, SESSION } from '../../core/program.ts';
import type { FormatInput } from '../../formats/to-templates.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import {
  OUTSIDE_OPTIONS,
  type OutsideOptions,
  temporaryKey,
  type Way,
  waysFor,
} from '../choosing/outside-ways.ts';
import { KEY_TYPE_POLICY, SECOND_STEP } from '../device/policy.ts';
import type { Formats } from '../formats-loader.ts';
import type { Key } from '../keys/key.ts';
import { publicKeyTemplate } from '../keys/key-templates.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';

/** A public key from outside, as an object of the session for as long as it takes. */
export function exportingWrapped(
  context: SessionContext,
  key: Key,
  givenPublicKey: FormatInput,
  given: OutsideOptions,
): (formats: Formats) => MakeProgram<Bytes> {
  const method = 'exportWrapped';
  refuseUnknownOptions(method, given, OUTSIDE_OPTIONS, CALL_OPTIONS);
  const input = snapshot(givenPublicKey);
  const options = snapshot(withoutLimits(given));
  return (formats) => {
    const { publicKey } = formats.toTemplates(input);
    if (publicKey?.keyType === undefined) {
      throw new RangeError(`${method}: publicKey: expected a public key in one of the formats`);
    }
    const objectClass = key.objectClass === 'PRIVATE_KEY' ? 'PRIVATE_KEY' : 'SECRET_KEY';
    const [way] = waysFor(context, publicKey.keyType, objectClass, options, SECOND_STEP);
    const capabilities = ['encrypt', 'wrap'] as const;
    const template = publicKeyTemplate(method, publicKey.keyType, { capabilities }, publicKey as Template);
    return function* (arena) {
      const wrapping = yield* createObject(arena, template);
      try {
        return yield* goWay(context, arena, key, wrapping, way!);
      } finally {
        yield attempt('C_DestroyObject', SESSION, wrapping);
      }
    };
  };
}

function* goWay(context: SessionContext, arena: Arena, key: Key, wrapping: Ulong, way: Way): Program<Bytes> {
  if ('inside' in way) return yield* wrapKey(arena, way.inside, wrapping, key.handle);
  const [generation] = KEY_TYPE_POLICY.AES!.generate!;
  const template = temporaryKey(context, { extractable: true, valueLen: way.aesBits / 8 });
  const { handle: temporary } = yield* generateKey(arena, chooseMechanism(generation!, {}), template);
  try {
    const first = yield* wrapKey(arena, way.temporary.inside, wrapping, temporary);
    const second = yield* wrapKey(arena, way.key.inside, temporary, key.handle);
    return Uint8Array.from(Buffer.concat([first, second]));
  } finally {
    yield attempt('C_DestroyObject', SESSION, temporary);
  }
}
