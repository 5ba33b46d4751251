import type { Template } from '../../codec/attributes.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { Formats } from '../formats-loader.js';
import type { SessionContext } from '../session/context.js';
/**
 * Makes a key from its template, whose point may have to be in another form. CKA_EC_POINT is an OCTET STRING for points
 * of Weierstrass curves; of the other curves it is the bytes by themselves in PKCS #11 v3.0 and later, which
 * openCryptoki 3.27 and NSS 3.131 follow, and was an OCTET STRING in drafts, which SoftHSM 2.6 does (v3.2 §6.3.5 and
 * §6.3.6). What the token refuses is tried in the other form.
 */
export declare function createPlain(arena: Arena, context: SessionContext, template: Template, formats: Formats): Program<Ulong>;
