import { snapshot } from '../../codec/bytes.ts';
import { type CallOptions, withoutLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import type { CryptoKeyOptions } from '../../formats/crypto-key.ts';
import type { Format, FormatResults, FromTemplateOptions } from '../../formats/from-template.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { Arena } from '../../native/arena.ts';
import { type Formats, runWithFormats } from '../formats-loader.ts';
import type { Key } from '../keys/key.ts';
import { readKey } from '../keys/key-material.ts';
import { readPublicHalf } from '../keys/public-half.ts';
import { wipe } from '../objects/reading.ts';
import type { SessionContext } from '../session/context.ts';

/** `passphrase` encrypts `pkcs8-der` and `pkcs8-pem`. */
export type ExportOptions = FromTemplateOptions;

/** What a private key has of its public half. */
const PUBLIC_FORMATS: readonly Format[] = ['spki-der', 'spki-pem'];

export function exporting<F extends Format>(
  key: Key,
  format: F,
  given: ExportOptions,
): (formats: Formats) => MakeProgram<FormatResults[F]> {
  const options = snapshot(withoutLimits(given));
  return (formats) => {
    formats.assertFormat(format, options);
    return function* (arena) {
      const template = yield* readFor(arena, key, format, formats);
      try {
        return formats.fromTemplate(template, format, options);
      } finally {
        wipe(template);
        wipe(options);
      }
    };
  };
}

/** What of a key goes into a format. */
function readFor(arena: Arena, key: Key, format: Format, formats: Formats): Program<KeyTemplate> {
  const half = key.objectClass === 'PRIVATE_KEY' && PUBLIC_FORMATS.includes(format);
  return half ? publicHalf(arena, key, formats) : readKey(arena, key, formats);
}

function* publicHalf(arena: Arena, key: Key, formats: Formats): Program<KeyTemplate> {
  const found = yield* readPublicHalf(arena, key, formats);
  if (found === undefined) throw new formats.FormatError('the token does not tell the public key');
  return found;
}

/** The same for those who can wait for the key of a passphrase. */
export async function exportLater<F extends Format>(
  context: SessionContext,
  key: Key,
  format: F,
  given: ExportOptions & CallOptions,
): Promise<FormatResults[F]> {
  const options = snapshot(withoutLimits(given));
  const make = (formats: Formats): MakeProgram<ReadForLater> => {
    formats.assertFormat(format, options);
    return function* (arena) {
      return { formats, template: yield* readFor(arena, key, format, formats) };
    };
  };
  const { formats, template } = await runWithFormats(context, 'export', make, given);
  try {
    return await formats.fromTemplateLater(template, format, options);
  } finally {
    wipe(template);
    wipe(options);
  }
}

interface ReadForLater {
  readonly formats: Formats;
  readonly template: KeyTemplate;
}

/** The Web Cryptography API makes keys asynchronously only. */
export async function exportCryptoKey(
  context: SessionContext,
  key: Key,
  options: CryptoKeyOptions & CallOptions,
): ReturnType<Formats['toCryptoKey']> {
  const make = (formats: Formats): MakeProgram<ReadForLater> =>
    function* (arena) {
      return { formats, template: yield* readKey(arena, key, formats) };
    };
  const { formats, template } = await runWithFormats(context, 'toCryptoKey', make, options);
  try {
    return await formats.toCryptoKey(template, withoutLimits(options));
  } finally {
    wipe(template);
  }
}
