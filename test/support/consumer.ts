import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Consumer {
  readonly folder: string;
  /** What the compiler says of each program, by its name. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
}

/**
 * A user's project, in a temporary folder: programs (by name, `x.ts`) compiled to JavaScript by TypeScript with this
 * repository's settings, and the library, compiled as well, among its packages.
 */
export function makeConsumer(programs: ReadonlyMap<string, string>): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-consumer-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const library = join(folder, 'node_modules/cryptoki');
  mkdirSync(library, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(library, 'package.json'));
  const { dependencies, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of programs) writeFileSync(join(folder, name), text);

  const compiled = ts.createProgram(
    [...programs.keys()].map((name) => join(folder, name)),
    {
      ...compilerOptions(),
      noEmit: false,
      typeRoots: [join(root, 'node_modules/@types')],
      paths: sourcesOf(exports),
    },
  );
  const problems = new Map<string, string[]>([...programs.keys()].map((name) => [name, []]));
  for (const { file, messageText } of ts.getPreEmitDiagnostics(compiled)) {
    const name = basename(file?.fileName ?? '');
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    problems.set(name, [...(problems.get(name) ?? []), message]);
  }
  compiled.emit(undefined, (_, text, __, ___, [source] = []) => {
    const from = relative(join(root, 'src'), source!.fileName);
    const inFolder = relative(folder, source!.fileName);
    const path = from.startsWith('..') ? join(folder, inFolder) : join(library, 'dist', from);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path.replace(/\.ts$/, '.js'), text);
  });
  return { folder, problems };
}

/** Where the compiler finds what the package exports: in the sources that it is built from. */
function sourcesOf(
  exports: Readonly<Record<string, { readonly default?: string }>>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(exports).flatMap(([subpath, { default: built }]) => {
      if (built === undefined) return [];
      const source = built.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts');
      return [[`cryptoki${subpath.slice(1)}`, [join(root, source)]]];
    }),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic({ messageText }) {
        throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
      },
    },
  );
  return config!.options;
}
