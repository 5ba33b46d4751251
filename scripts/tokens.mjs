/**
 * Throw-away tokens for development:
 *
 *   node scripts/tokens.mjs list                        the tokens there are
 *   node scripts/tokens.mjs start NAME                  starts one, which runs until it is stopped; prints as env
 *   node scripts/tokens.mjs env NAME                    what programs need to reach it, as KEY=VALUE lines
 *   node scripts/tokens.mjs run NAME [--] COMMAND ...   runs a command where it reaches the token; starts one for
 *                                                       the command if none runs
 *   node scripts/tokens.mjs fault NAME FAULT            breaks it; `list` says what can happen to which
 *   node scripts/tokens.mjs stop NAME                   stops it and removes all of it
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onInterruption } from './interruption.mjs';
import { ensureSystemPackages } from './setup.mjs';
import { tokenKinds } from './tokens/kinds.mjs';
import { revive, startToken } from './tokens/lifecycle.mjs';

/** @typedef {import('./tokens/lifecycle.mjs').RunningToken} RunningToken */

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

const [command, name = '', ...rest] = process.argv.slice(2);
const home = join(tmpdir(), `cryptoki-tokens-${process.getuid?.() ?? 'user'}`);
const stateFile = join(home, `${name}.json`);

function kind() {
  const found = tokenKinds.find((each) => each.name === name);
  return (
    found ??
    fail(
      `There is no token ${name || '(no name)'}. There are: ${tokenKinds.map((each) => each.name).join(', ')}`,
    )
  );
}

/** @returns {RunningToken | undefined} */
function running() {
  return existsSync(stateFile) ? revive(kind(), JSON.parse(readFileSync(stateFile, 'utf8'))) : undefined;
}

const expectRunning = () => running() ?? fail(`${name} does not run: node scripts/tokens.mjs start ${name}`);

/** @param {RunningToken} token */
function save(token) {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  // The file holds the token's PIN.
  writeFileSync(stateFile, JSON.stringify(token), { mode: 0o600 });
}

/** @param {RunningToken} token */
const variables = (token) => ({
  ...token.env,
  PKCS11_MODULE: token.module,
  PKCS11_TOKEN_LABEL: token.label,
  PKCS11_PIN: token.pin,
  PKCS11_SO_PIN: token.soPin,
  ...(token.reserved === undefined ? {} : { PKCS11_RESERVED: token.reserved }),
});

/** @param {RunningToken} token */
function print(token) {
  for (const [key, value] of Object.entries(variables(token))) console.log(`${key}=${value}`);
  if (token.launcher)
    console.error(`Only processes started by \`node scripts/tokens.mjs run ${name} …\` reach it.`);
}

/**
 * @param {RunningToken} token
 * @param {string[]} words
 */
function runCommand(token, words) {
  const [program = fail('run: no command given'), ...args] = [...(token.launcher ?? []), ...words];
  const child = spawn(program, args, { env: { ...process.env, ...variables(token) }, stdio: 'inherit' });
  onInterruption((signal) => child.kill(signal));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

switch (command) {
  case 'list':
    for (const { name, title, faults = {} } of tokenKinds) {
      const list = Object.keys(faults).join(', ');
      console.log(`${name.padEnd(20)}${title}${list ? ` (faults: ${list})` : ''}`);
    }
    break;
  case 'start': {
    const present = running();
    if (present) fail(`${name} runs already: node scripts/tokens.mjs stop ${name}`);
    ensureSystemPackages(kind().packages);
    let interrupted = false;
    onInterruption(() => {
      interrupted = true;
    });
    const token = startToken(kind());
    // Signals that came meanwhile are heard in the next turn.
    await new Promise((done) => setTimeout(done, 10));
    if (interrupted) {
      token.stop();
      fail('interrupted');
    }
    save(token);
    print(token);
    break;
  }
  case 'env':
    print(expectRunning());
    break;
  case 'run': {
    const words = rest[0] === '--' ? rest.slice(1) : rest;
    const present = running();
    if (!present) {
      // Signals are handled before the token exists, so that none can end this process without removing it.
      onInterruption(() => {});
      ensureSystemPackages(kind().packages);
    }
    const token = present ?? startToken(kind());
    if (!present) process.on('exit', () => token.stop());
    runCommand(token, words);
    break;
  }
  case 'fault': {
    const token = expectRunning();
    const faults = Object.keys(kind().faults ?? {});
    const [fault = ''] = rest;
    if (!faults.includes(fault)) fail(`${name} has these faults: ${faults.join(', ') || 'none'}`);
    token.fault(fault);
    save(token);
    break;
  }
  case 'stop': {
    const token = running();
    token?.stop();
    rmSync(stateFile, { force: true });
    break;
  }
  default:
    fail(
      'usage: node scripts/tokens.mjs list | start NAME | env NAME | run NAME COMMAND ... | fault NAME FAULT | stop NAME',
    );
}
