import { createObject } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
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
    return yield* createObject(arena, template);
  }
  const { points } = context.profile.learned;
  const known = points.get(keyType);
  const first = known === undefined ? ecPoint : formats.encodePoint(ecParams, ecPoint, known);
  try {
    return yield* createObject(arena, { ...template, ecPoint: first });
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv) || error.fn !== 'C_CreateObject')
      throw error;
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
