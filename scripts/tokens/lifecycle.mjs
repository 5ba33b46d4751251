import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endDaemon } from './processes.mjs';

/**
 * What a process needs to reach a token. The variables of `env` must be set before it loads the module.
 * @typedef {object} TokenSettings
 * @property {string} module path of the PKCS #11 module
 * @property {string} label
 * @property {string} pin empty if the token has none
 * @property {string} soPin empty if the token has none
 * @property {Record<string, string>} env
 * @property {string} [reserved] what the module has to be loaded with (`LoadOptions.reserved`)
 * @property {boolean} [readOnly] nothing can be stored or generated; there are keys to be found
 * @property {string[]} [launcher] the words that go before a command to run it where the token is: in a namespace of
 *   its own, or in another system's root folder. Without it, any process reaches the token
 * @property {string} [node] the Node.js to run there, if not the one that runs now
 */

/** @typedef {Record<string, import('./processes.mjs').Daemon>} Daemons what serves a token, by what it is */

/**
 * A token that runs. As JSON, without its methods, it survives the process that started it: `revive` brings it back.
 * @typedef {TokenSettings & { name: string, folder: string, daemons: Daemons }} TokenState
 * @typedef {TokenState & { stop: () => void, fault: (name: string) => void }} RunningToken
 */

/**
 * A kind of token. Everything is synchronous, so that a signal never comes between a daemon's start and the note of it.
 * @typedef {object} TokenKind
 * @property {string} name
 * @property {string} title
 * @property {import('../setup.mjs').SystemPackage[]} packages
 * @property {() => void} [require] throws if this machine cannot run it, packages aside
 * @property {(folder: string) => void} [prepare] makes an initialised token in an empty folder, which may be copied
 * @property {(folder: string, daemons: Daemons) => TokenSettings} launch starts what serves the folder's token, and
 *   notes each daemon at once
 * @property {Record<string, (token: RunningToken) => void>} [faults] what can go wrong with it, and how it recovers
 */

/**
 * The last one first: it may need the others to end well.
 * @param {Daemons} daemons
 */
function endAll(daemons) {
  for (const daemon of Object.values(daemons).reverse()) endDaemon(daemon);
}

/** @param {string} folder */
const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/**
 * The token with its methods.
 * @param {TokenKind} kind
 * @param {TokenState} state
 * @returns {RunningToken}
 */
export function revive(kind, state) {
  const token = {
    ...state,
    stop() {
      endAll(token.daemons);
      removeFolder(token.folder);
    },
    /** @param {string} name */
    fault(name) {
      const inject = kind.faults?.[name];
      if (!inject) throw new RangeError(`${kind.name} has no fault ${name}`);
      inject(token);
    },
  };
  return token;
}

/**
 * Starts a throw-away token of a kind.
 * @param {TokenKind} kind
 * @param {{ prepared?: string }} [options] a folder in which the kind's `prepare` has been, to start from a copy of it
 * @returns {RunningToken}
 */
export function startToken(kind, { prepared } = {}) {
  kind.require?.();
  const folder = mkdtempSync(join(tmpdir(), `cryptoki-${kind.name}-`));
  /** @type {Daemons} */
  const daemons = {};
  try {
    if (prepared === undefined) kind.prepare?.(folder);
    else cpSync(prepared, folder, { recursive: true });
    return revive(kind, { name: kind.name, folder, daemons, ...kind.launch(folder, daemons) });
  } catch (error) {
    endAll(daemons);
    removeFolder(folder);
    throw error;
  }
}
