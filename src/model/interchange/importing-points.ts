import { createObject } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
import { withLeadingZeros } from '../../codec/bytes.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import { report } from '../choosing/fallback.ts';
import type { Formats } from '../formats-loader.ts';
import type { SessionContext } from '../session/context.ts';

/** What tokens say to a point in the form that they do not take. */
const REFUSALS: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.ATTRIBUTE_VALUE_INVALID,
  CKR.TEMPLATE_INCONSISTENT,
  CKR.DOMAIN_PARAMS_INVALID,
  CKR.PUBLIC_KEY_INVALID,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
]);

/**
 * Makes a key from its template, whose point may have to be in another form. CKA_EC_POINT is an OCTET STRING for points
 * of Weierstrass curves; of the other curves it is the bytes by themselves in PKCS #11 v3.0 and later, which
 * openCryptoki 3.27 and NSS 3.131 follow, and was an OCTET STRING in drafts, which SoftHSM 2.6 does (v3.2 §6.3.5 and
 * §6.3.6). What the token refuses is tried in the other form.
 */
export function* createPlain(
  arena: Arena,
  context: SessionContext,
  template: Template,
  formats: Formats,
): Program<Ulong> {
  const { ecPoint, ecParams, keyType } = template;
  if (!(ecPoint instanceof Uint8Array) || !(ecParams instanceof Uint8Array) || keyType === undefined) {
    return yield* createWithValue(arena, template, formats);
  }
  const { points } = context.profile.learned;
  const known = points.get(keyType);
  const first = known === undefined ? ecPoint : formats.encodePoint(ecParams, ecPoint, known);
  try {
    return yield* createObject(arena, { ...template, ecPoint: first });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const raw = formats.encodePoint(ecParams, ecPoint, 'raw');
    const other = raw.byteLength === first.byteLength ? 'der' : 'raw';
    let handle: Ulong;
    try {
      handle = yield* createObject(arena, {
        ...template,
        ecPoint: formats.encodePoint(ecParams, ecPoint, other),
      });
    } catch {
      throw error;
    }
    points.set(keyType, other);
    report(context, { operation: 'importKey', kind: 'point', code: error.code });
    return handle;
  }
}

function isRefused(error: unknown): error is Pkcs11Error {
  return error instanceof Pkcs11Error && REFUSALS.has(error.rv) && error.fn === 'C_CreateObject';
}

/**
 * The value of a private key on a curve is a big integer, without leading zeros (v3.2 §6.3.4). NSS 3.131 refuses one that
 * is shorter than the order of the curve, as one of 256 is, and one of two on P-521: it gets it with zeros.
 */
function* createWithValue(arena: Arena, template: Template, formats: Formats): Program<Ulong> {
  try {
    return yield* createObject(arena, template);
  } catch (error) {
    const value = isRefused(error) ? wholeValue(template, formats) : undefined;
    if (value === undefined) throw error;
    try {
      return yield* createObject(arena, { ...template, value });
    } catch {
      throw error;
    } finally {
      value.fill(0);
    }
  }
}

/** The value in as many bytes as the order of the curve, if it has fewer. */
function wholeValue({ ecParams, value }: Template, formats: Formats): Uint8Array<ArrayBuffer> | undefined {
  if (!(value instanceof Uint8Array) || !(ecParams instanceof Uint8Array)) return undefined;
  let size: number;
  try {
    size = formats.ecdsaHalfBytes(ecParams);
  } catch {
    // No curve for ECDSA, or none known here.
    return undefined;
  }
  return value.byteLength >= size ? undefined : withLeadingZeros(value, size);
}
