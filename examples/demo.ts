/**
 * `npm run demo`: every scenario on one token, each checked against node:crypto or the openssl command.
 *
 * It runs on a throw-away SoftHSM token, or on the device that PKCS11_MODULE, PKCS11_TOKEN_LABEL and PKCS11_PIN name,
 * and leaves nothing behind there.
 */
import { inspect } from 'node:util';
import { CryptokiError, loadModule, type Module, NoSuchToken, type Session, type Token } from 'cryptoki';
import { opensslVersion } from './openssl.ts';
import { refusal } from './refusal.ts';
import { line, summary, type Verdict } from './report.ts';
import { aes } from './scenarios/aes.ts';
import { dataObjects } from './scenarios/data-objects.ts';
import { diffieHellman } from './scenarios/diffie-hellman.ts';
import { dsa } from './scenarios/dsa.ts';
import { ecdh } from './scenarios/ecdh.ts';
import { ecdsa } from './scenarios/ecdsa.ts';
import { rsaEncryption, rsaSignature } from './scenarios/rsa.ts';
import { streaming } from './scenarios/streaming.ts';
import { tripleDes } from './scenarios/triple-des.ts';

/** Says what it has proved, or throws. */
type Scenario = (session: Session, signal: AbortSignal) => Promise<string>;

const SCENARIOS: readonly (readonly [name: string, scenario: Scenario])[] = [
  ['AES', aes],
  ['3DES', tripleDes],
  ['RSA encryption', rsaEncryption],
  ['RSA signature', rsaSignature],
  ['DSA', dsa],
  ['ECDSA', ecdsa],
  ['Diffie-Hellman', diffieHellman],
  ['ECDH', ecdh],
  ['Data objects', dataObjects],
  ['Streaming', streaming],
];

/** What the user can do something about: a message is all there is to say. */
class Problem extends Error {}

interface Settings {
  readonly path: string;
  readonly label: string;
  readonly pin: string;
}

function readSettings(): Settings {
  const { PKCS11_MODULE, PKCS11_TOKEN_LABEL, PKCS11_PIN } = process.env;
  const settings = { PKCS11_MODULE, PKCS11_TOKEN_LABEL, PKCS11_PIN };
  const missing = Object.entries(settings)
    .filter(([, value]) => !value)
    .map(([name]) => name);
  if (missing.length > 0) {
    throw new Problem(
      `${missing.join(' and ')} must be set.\n` +
        'To use your own device, set PKCS11_MODULE (the path of its PKCS #11 library), PKCS11_TOKEN_LABEL and PKCS11_PIN.\n' +
        'To use a throw-away SoftHSM token, set none of them and run: npm run demo',
    );
  }
  return { path: PKCS11_MODULE!, label: PKCS11_TOKEN_LABEL!, pin: PKCS11_PIN! };
}

async function findToken(module: Module, label: string): Promise<Token> {
  try {
    return await module.getToken({ label });
  } catch (error) {
    if (!(error instanceof NoSuchToken)) throw error;
    const labels = (await module.getTokens({ flags: ['TOKEN_INITIALIZED'] })).map((token) =>
      inspect(token.label),
    );
    throw new Problem(
      `PKCS11_TOKEN_LABEL: there is no token ${inspect(label)}; ` +
        (labels.length > 0 ? `there is ${labels.join(', ')}` : `the module shows no token at all`),
    );
  }
}

async function login(token: Token, pin: string): Promise<Session> {
  try {
    return await token.open({ userPin: pin, readWrite: true });
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    throw new Problem(`cannot log in to ${inspect(token.label)} with PKCS11_PIN: ${error.message}`);
  }
}

async function runAll(session: Session, signal: AbortSignal): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [name, scenario] of SCENARIOS) {
    const began = performance.now();
    let outcome: Pick<Verdict, 'kind' | 'text'>;
    try {
      outcome = { kind: 'passed', text: await scenario(session, signal) };
    } catch (error) {
      if (signal.aborted) throw new Problem('interrupted');
      const reason = refusal(error);
      outcome =
        reason === undefined
          ? { kind: 'failed', text: inspect(error) }
          : { kind: 'not offered', text: `not offered by this token: ${reason}` };
    }
    if (signal.aborted) throw new Problem('interrupted');
    const verdict = { name, milliseconds: performance.now() - began, ...outcome };
    console.log(line(verdict));
    verdicts.push(verdict);
  }
  return verdicts;
}

/** Whether every scenario that the token can do has passed. */
async function demo(signal: AbortSignal): Promise<boolean> {
  const settings = readSettings();
  if ((await opensslVersion()) === undefined) {
    throw new Problem('the openssl command, which checks signatures here, is not installed');
  }
  const module = await loadModule(settings.path);
  try {
    const token = await findToken(module, settings.label);
    const session = await login(token, settings.pin);
    try {
      console.log(`Token ${inspect(token.label)} (${token.model}, ${token.manufacturerId})\n`);
      const verdicts = await runAll(session, signal);
      console.log(`\n${summary(verdicts)}`);
      return (
        verdicts.some(({ kind }) => kind === 'passed') && verdicts.every(({ kind }) => kind !== 'failed')
      );
    } finally {
      await session.close();
    }
  } finally {
    await module.close();
  }
}

// Interrupted, it cleans up like any failure; a second signal ends it at once.
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => interruption.abort());

try {
  process.exitCode = (await demo(interruption.signal)) ? 0 : 1;
} catch (error) {
  const said = error instanceof Problem || error instanceof CryptokiError;
  console.error(`demo: ${said ? error.message : inspect(error)}`);
  process.exitCode = 1;
}
