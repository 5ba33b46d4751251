import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** True if two types are the same, and not only assignable to each other. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only if the types are the same. */
export function same<A, B>(_: Same<A, B>): void {}

/** Compiles only if the value has exactly this type. */
export function exactly<A>(): <B>(value: B, ...same: Same<A, B> extends true ? [] : [never]) => void {
  return () => {};
}

/**
 * Defines the test that a file compiles: with an error wherever it says `@ts-expect-error`, and nowhere else. The
 * statements of such a file are never run.
 */
export function testTypes(url: string): void {
  test('compiles, with the errors that are expected and no others', () => {
    const file = fileURLToPath(url);
    const config = ts.findConfigFile(dirname(file), ts.sys.fileExists);
    assert.ok(config !== undefined);
    const { options } = ts.getParsedCommandLineOfConfigFile(
      config,
      { noEmit: true },
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: (diagnostic) => assert.fail(String(diagnostic.messageText)),
      },
    )!;
    const program = ts.createProgram([file], options);
    const source = program.getSourceFile(file);
    assert.ok(source !== undefined);
    assert.match(source.text, /@ts-expect-error/);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const messages = found.map(({ start, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(messages, []);
  });
}
