import { type Field, fieldsOf, PARAMETER_STRUCTURES, type Target } from './parameter-rules.ts';

// C code that writes down a parameter as JSON, field by field: the compiler decides where each is.

const HELPERS = `
static void dump_bytes(FILE *out, const void *data, CK_ULONG length)
{
  if (data == NULL) fprintf(out, "null");
  else fputc('"', out);
  for (CK_ULONG i = 0; data != NULL && i < length; i++) fprintf(out, "%02x", ((const CK_BYTE *)data)[i]);
  if (data != NULL) fputc('"', out);
}

static void dump_ulong(FILE *out, const void *data)
{
  if (data == NULL) fprintf(out, "null");
  else fprintf(out, "%lu", *(const CK_ULONG *)data);
}
`;

function follow(target: Target, pointer: string): string {
  if (target === 'room') return `fprintf(out, ${pointer} == NULL ? "null" : "true");`;
  if (target === 'ulong') return `dump_ulong(out, ${pointer});`;
  if (target === 'text')
    return `if (${pointer} == NULL) fprintf(out, "null"); else fprintf(out, "\\"%s\\"", ${pointer});`;
  if ('size' in target) return `dump_bytes(out, ${pointer}, ${target.size});`;
  if ('bytes' in target) return `dump_bytes(out, ${pointer}, p->${target.bytes} / ${target.per ?? 1});`;
  if ('bytesAt' in target) return `dump_bytes(out, ${pointer}, *p->${target.bytesAt});`;
  if ('structure' in target) return `dump_${target.structure}(out, ${pointer});`;
  if ('array' in target) {
    return [
      `if (${pointer} == NULL) fprintf(out, "null"); else fputc('[', out);`,
      `for (CK_ULONG i = 0; ${pointer} != NULL && i < p->${target.count}; i++) {`,
      `  if (i > 0) fputc(',', out);`,
      `  dump_${target.array}(out, ${pointer} + i);`,
      `}`,
      `if (${pointer} != NULL) fputc(']', out);`,
    ].join('\n  ');
  }
  const cases = Object.entries(target.byType).map(
    ([type, kind]) => `case ${type}: dump_${kind}(out, ${pointer}); break;`,
  );
  return `switch (p->type) {\n  ${cases.join('\n  ')}\n  default: dump_bytes(out, ${pointer}, p->ulValueLen);\n  }`;
}

function field({ name, kind, structure, target }: Field, index: number): string {
  const label = `fprintf(out, "${index === 0 ? '' : ','}\\"${name}\\":");`;
  if (kind === 'byte') return `${label} fprintf(out, "%u", p->${name});`;
  if (kind === 'ulong') return `${label} fprintf(out, "%lu", p->${name});`;
  if (kind === 'bytes') return `${label} dump_bytes(out, p->${name}, sizeof p->${name});`;
  if (kind === 'structure') return `${label} dump_${structure}(out, &p->${name});`;
  return `${label}\n  ${follow(target!, `p->${name}`)}`;
}

/**
 * `dump_parameter(out, name, address, length)`: writes a parameter structure by its name, after a look at its size.
 * It comes after declarations of the structures.
 */
export function dumpFunctions(): string {
  const declared = PARAMETER_STRUCTURES.map(
    (name) => `static void dump_${name}(FILE *out, const ${name} *p);`,
  );
  const defined = PARAMETER_STRUCTURES.map(
    (name) => `
static void dump_${name}(FILE *out, const ${name} *p)
{
  if (p == NULL) { fprintf(out, "null"); return; }
  fputc('{', out);
  ${fieldsOf(name).map(field).join('\n  ')}
  fputc('}', out);
}`,
  );
  const chosen = PARAMETER_STRUCTURES.map(
    (name) =>
      `  if (strcmp(name, "${name}") == 0) { if (length == sizeof(${name})) dump_${name}(out, p); else fprintf(out, "\\"%lu bytes, not %zu\\"", length, sizeof(${name})); return; }`,
  );
  return `${HELPERS}${declared.join('\n')}
${defined.join('\n')}

static void dump_parameter(FILE *out, const char *name, const void *p, CK_ULONG length)
{
${chosen.join('\n')}
  fprintf(out, "\\"no such structure\\"");
}
`;
}
