// Run by run-probe.mjs in a process of its own, which a module may crash or hang: probes one token.
import { subscribe } from 'node:diagnostics_channel';
import { openSync, writeSync } from 'node:fs';
import {
  type CallEvent,
  CryptokiError,
  loadModule,
  type Module,
  PROTECTED_AUTHENTICATION,
  type Token,
} from '../../src/index.ts';
import { type ObjectSummary, probe, type RowName, rowNames } from '../../src/probe/probe.ts';
import { matchUri, parseUri, readPin, resolveModule } from '../../src/uri/uri.ts';
import type { ProbeSettings } from './run-probe.mjs';

type Pin = string | Uint8Array | typeof PROTECTED_AUTHENTICATION | undefined;

const interruption = new AbortController();
process.on('message', (message: { readonly abort?: true }) => {
  if (message.abort) interruption.abort();
});

/** The file that tells what was called last, even when this process is gone. */
function follow(path: string): void {
  const file = openSync(path, 'w');
  subscribe('cryptoki:call:start', (message) => {
    writeSync(file, (message as CallEvent).fn.padEnd(40), 0);
  });
}

function tell(message: object): Promise<void> {
  return new Promise((sent) => {
    process.send!(message, () => sent());
  });
}

async function findToken(module: Module, { target, label }: ProbeSettings): Promise<Token> {
  if (!target.startsWith('pkcs11:')) return module.getToken(label === undefined ? {} : { label });
  const uri = parseUri(target);
  const matching: Token[] = [];
  for (const token of await module.getTokens()) {
    const slot = { id: token.slot.id, ...(await token.slot.getInfo()) };
    if (matchUri(uri, { token, slot })) matching.push(token);
  }
  const [token] = matching;
  if (token === undefined || matching.length > 1) throw new Error(`${matching.length} tokens match the URI`);
  return token;
}

async function run(
  settings: ProbeSettings & { readonly done: readonly RowName[]; readonly progress: string },
): Promise<void> {
  const { done, progress, timeout, existingKeys, initialize, allowFinalTry, sessions } = settings;
  follow(progress);
  const module = await load(settings);
  const token = await findToken(module, settings);
  const pin = await pinOf(settings);
  const isDone = ({ group, name }: RowName): boolean =>
    done.some((row) => row.group === group && row.name === name);
  const report = await probe(token, {
    pin,
    timeout,
    existingKeys,
    allowFinalTry,
    sessions,
    signal: interruption.signal,
    only: (row) => !isDone(row),
    onRow: (row) => void tell({ row }),
    ...(initialize && { initialize: { ...initialize, slot: token.slot } }),
  });
  const added = report.changes?.added ?? [];
  if (added.length === 0) return tell({ report });
  // What a module holds on to, it may let go when it begins anew.
  await module.close();
  const still = await remove(settings, pin, added);
  return tell({ report: { ...report, changes: { added: still, removed: report.changes?.removed ?? [] } } });
}

async function pinOf({ pin, protectedPath, target }: ProbeSettings): Promise<Pin> {
  if (protectedPath) return PROTECTED_AUTHENTICATION;
  return pin ?? (target.startsWith('pkcs11:') ? await readPin(parseUri(target)) : undefined);
}

/** Destroys the objects that a probe has left; those that remain. */
async function remove(
  settings: ProbeSettings,
  pin: Pin,
  left: readonly ObjectSummary[],
): Promise<ObjectSummary[]> {
  const module = await load(settings);
  const token = await findToken(module, settings);
  // A probe begins with that.
  await probe(token, { pin, only: () => false });
  await using session = await token.open(pin === undefined ? {} : { userPin: pin });
  const found = new Set<string | undefined>();
  for await (const object of session.getObjects({ token: true })) {
    found.add((await object.getMany(['label'])).label);
  }
  return left.filter(({ label }) => found.has(label));
}

async function load({ target, reserved: given }: ProbeSettings): Promise<Module> {
  const { path, reserved = given } = target.startsWith('pkcs11:') ? resolveModule(target) : { path: target };
  return loadModule(path, reserved === undefined ? {} : { reserved });
}

process.once('message', async (settings: Parameters<typeof run>[0]) => {
  try {
    await tell({ rows: rowNames() });
    await run(settings);
  } catch (error) {
    const { message } = error as Error;
    await tell({ error: error instanceof CryptokiError ? `${error.code}: ${message}` : message });
  }
  // What hangs in native code would keep the process from ending: the parent ends it.
});
