// pkcs11.conf(5) of p11-kit: which modules are configured on this machine, and for whom.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { filesIn, libraryFolders } from './library-folders.ts';

/** A module as p11-kit is told of it. */
export interface ConfiguredModule {
  /** The name of its configuration file, without `.module`. */
  readonly name: string;
  readonly path: string;
  /** The higher comes first. */
  readonly priority: number;
  /** Whether p11-kit fails as a whole when this module fails. */
  readonly critical: boolean;
  /** What `enable-in` and `disable-in` say for this program. */
  readonly enabled: boolean;
  /** The reserved string to initialise it with. */
  readonly reserved: string | undefined;
}

/** Where p11-kit's configuration is. */
export interface P11KitPlaces {
  readonly systemFile: string;
  /** Undefined where p11-kit ignores the user's own: it does so for root. */
  readonly userFile: string | undefined;
  readonly userModules: string;
  readonly systemModules: string;
  readonly packageModules: readonly string[];
  /** What a relative `module:` is relative to; the first that has the file. */
  readonly moduleFolders: readonly string[];
}

type Settings = ReadonlyMap<string, string>;

export function p11KitPlaces(): P11KitPlaces {
  const prefix = ['', '/usr/local', '/opt/homebrew', '/opt/local'].find((each) =>
    existsSync(`${each}/etc/pkcs11`),
  );
  const system = `${prefix ?? ''}/etc/pkcs11`;
  const user = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'pkcs11');
  const ignoresUser = process.getuid?.() === 0 || Boolean(process.env.P11_KIT_NO_USER_CONFIG);
  return {
    systemFile: join(system, 'pkcs11.conf'),
    userFile: ignoresUser ? undefined : join(user, 'pkcs11.conf'),
    userModules: join(user, 'modules'),
    systemModules: join(system, 'modules'),
    packageModules: ['/usr', '/usr/local', '/opt/homebrew', '/opt/local', '/run/current-system/sw'].map(
      (each) => join(each, 'share/p11-kit/modules'),
    ),
    moduleFolders: libraryFolders().map((folder) => join(folder, 'pkcs11')),
  };
}

/** What p11-kit takes for the name of this program, in `enable-in` and `disable-in`. */
export function programName(): string {
  return basename(process.execPath).replace(/\.exe$/i, '');
}

/** The configured modules in p11-kit's order: by priority, then by name. */
export function configuredModules(
  places: P11KitPlaces = p11KitPlaces(),
  program: string = programName(),
): ConfiguredModule[] {
  const modules: ConfiguredModule[] = [];
  for (const [name, settings] of moduleSettings(places)) {
    const file = settings.get('module');
    // Others than libraries (`remote:`) run commands, and cannot be loaded without p11-kit.
    if (file === undefined || file === '') continue;
    modules.push({
      name,
      path: isAbsolute(file) ? file : inFolders(places.moduleFolders, file),
      priority: Number.parseInt(settings.get('priority') ?? '0', 10) || 0,
      critical: settings.get('critical') === 'yes',
      enabled: isEnabled(settings, program),
      reserved: settings.get('x-init-reserved') || undefined,
    });
  }
  return modules.sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1));
}

function inFolders(folders: readonly string[], file: string): string {
  const paths = folders.map((folder) => join(folder, file));
  return paths.find((path) => existsSync(path)) ?? paths[0] ?? file;
}

/** The settings of each module: the user's before the system's before the packages'. */
function moduleSettings(places: P11KitPlaces): Map<string, Settings> {
  const mode = userMode(places);
  const folders = [
    ...(mode === 'none' ? [] : [places.userModules]),
    ...(mode === 'only' ? [] : [places.systemModules, ...places.packageModules]),
  ];
  const found = new Map<string, Settings>();
  for (const folder of folders) {
    for (const file of filesIn(folder)) {
      const name = /^([a-z0-9][a-z0-9._-]*)\.module$/i.exec(file)?.[1];
      if (name === undefined) continue;
      // What a file does not say, the next of its name may.
      found.set(name, new Map([...readSettings(join(folder, file)), ...(found.get(name) ?? [])]));
    }
  }
  return found;
}

type UserMode = 'none' | 'merge' | 'only';

function userMode({ systemFile, userFile }: P11KitPlaces): UserMode {
  if (userFile === undefined) return 'none';
  const system = modeOf(readSettings(systemFile), 'merge');
  return system === 'none' ? 'none' : modeOf(readSettings(userFile), system);
}

function modeOf(settings: Settings, otherwise: UserMode): UserMode {
  const mode = settings.get('user-config');
  if (mode === 'override') return 'only';
  return mode === 'none' || mode === 'merge' || mode === 'only' ? mode : otherwise;
}

/** `name: value` lines; none if the file cannot be read. */
function readSettings(file: string): Settings {
  const settings = new Map<string, string>();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return settings;
  }
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0 || line.trimStart().startsWith('#')) continue;
    settings.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return settings;
}

function isEnabled(settings: Settings, program: string): boolean {
  const lists = (name: string): boolean => (settings.get(name) ?? '').split(/[\s,]+/).includes(program);
  if (settings.has('enable-in')) return lists('enable-in');
  return !lists('disable-in');
}
