import { spawnSync } from 'node:child_process';
import { startTestToken, type TestToken } from './token.ts';

/** Adds a token with the same PINs to the SoftHSM configuration in the environment. */
function addToken({ pin, soPin }: TestToken, label: string): void {
  const args = ['--init-token', '--free', '--label', label, '--so-pin', soPin, '--pin', pin];
  const { status, stderr } = spawnSync('softhsm2-util', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`softhsm2-util failed: ${stderr}`);
}

/** A token, and if it is a throw-away SoftHSM, a second one of this label beside it. */
export function startTwoTokens(label: string): TestToken {
  const device = startTestToken();
  if (device.name === 'softhsm2') addToken(device, label);
  return device;
}
