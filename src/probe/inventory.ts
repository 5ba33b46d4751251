import { randomBytes } from 'node:crypto';
import type { Pkcs11Object } from '../model/objects/object.ts';
import type { Session } from '../model/session/session.ts';
import type { ObjectSummary } from './report.ts';

/** What is stored on the token, as far as the session sees it. */
export async function inventory(session: Session): Promise<ObjectSummary[]> {
  const found: ObjectSummary[] = [];
  for await (const object of session.getObjects({ token: true })) found.push(await summary(object));
  return found;
}

async function summary(object: Pkcs11Object): Promise<ObjectSummary> {
  const { label, id } = await object.getMany(['label', 'id']);
  const { keyType } = object as { keyType?: unknown };
  return {
    objectClass: String(object.objectClass),
    keyType: keyType === undefined ? undefined : String(keyType),
    label,
    id: id === undefined ? undefined : Buffer.from(id).toString('hex'),
  };
}

/** What is in one list and not in the other. */
export function missing(from: readonly ObjectSummary[], list: readonly ObjectSummary[]): ObjectSummary[] {
  const rest = from.map((each) => JSON.stringify(each));
  return list.filter((each) => {
    const at = rest.indexOf(JSON.stringify(each));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** Destroys whatever a probe has left, or one before it that did not come to its end. */
export async function sweep(session: Session): Promise<void> {
  for await (const object of session.getObjects({})) {
    const { label } = await object.getMany(['label']);
    if (label?.startsWith(LABEL)) await object.destroy().catch(() => undefined);
  }
}

const LABEL = 'cryptoki-probe-';

/** A label that only objects of one probe have. */
export function newLabel(): string {
  return LABEL + randomBytes(6).toString('hex');
}
