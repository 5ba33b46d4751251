import { after } from 'node:test';
import { start as startNssToken } from '../../scripts/tokens/nss.mjs';
import { CKF, loadRaw, type RawModule, type Ulong } from '../../src/raw/raw.ts';
import { startTestToken, type TestToken } from './token.ts';

/** A module that is loaded and initialised, a slot with a token, and a session with it. */
export interface RawSession {
  readonly p11: RawModule;
  readonly slot: Ulong;
  readonly session: Ulong;
}

async function openSession(p11: RawModule, isWanted: (label: string) => boolean): Promise<RawSession> {
  after(() => p11.C_FinalizeSync());
  const slots = p11.C_GetSlotListSync(true);
  const slot = slots.find((each) => isWanted(p11.C_GetTokenInfoSync(each).label))!;
  const session = await p11.C_OpenSession(slot, CKF.SERIAL_SESSION | CKF.RW_SESSION);
  return { p11, slot, session };
}

/** A SoftHSM of its own, nobody logged in. */
export async function startRawSoftHsm(): Promise<RawSession & { readonly device: TestToken }> {
  const device = startTestToken();
  const p11 = await loadRaw(device.modulePath);
  await p11.C_Initialize();
  return { ...(await openSession(p11, (label) => label === device.label)), device };
}

/** NSS's slot for cryptography without login. */
export async function startRawNss(): Promise<RawSession> {
  const { module, reserved, label, stop } = startNssToken();
  const p11 = await loadRaw(module);
  await p11.C_Initialize({ reserved });
  const opened = await openSession(p11, (each) => each === label);
  after(stop);
  return opened;
}
