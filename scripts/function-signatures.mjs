/**
 * How the parameters of each C function look to JavaScript, from its prototype: which become arguments, which pairs of
 * pointer and length are one value, and what comes back. From it generate-spec.mjs writes src/spec/signatures.ts and
 * src/raw/functions.ts.
 */

/**
 * @typedef {{ type: string, name: string }} CParameter
 * @typedef {[name: string, kind: string]} Parameter
 */

/**
 * What the prototype does not tell: pointers that are read, kept, or fill in a structure of their own.
 * @type {Record<string, Parameter[]>}
 */
const EXCEPTIONS = {
  C_Initialize: [['arguments', 'initialize']],
  C_Finalize: [['reserved', 'null']],
  C_GetFunctionList: [['functionList', 'out functionList']],
  C_GetInterfaceList: [['interfaces', 'out interfaces']],
  C_GetInterface: [
    ['interfaceName', 'name or null'],
    ['version', 'version or null'],
    ['interface', 'out interface'],
    ['flags', 'ulong'],
  ],
  C_InitToken: [
    ['slotId', 'ulong'],
    ['pin', 'bytes'],
    ['label', 'label'],
  ],
  C_OpenSession: [
    ['slotId', 'ulong'],
    ['flags', 'ulong'],
    ['application', 'null'],
    ['notify', 'null'],
    ['session', 'out ulong'],
  ],
  C_GetAttributeValue: [
    ['session', 'session'],
    ['object', 'ulong'],
    ['template', 'wanted attributes'],
  ],
  C_FindObjects: [
    ['session', 'session'],
    ['maxObjectCount', 'out handles'],
  ],
  C_GenerateRandom: [
    ['session', 'session'],
    ['length', 'out bytes of length'],
  ],
  C_WaitForSlotEvent: [
    ['flags', 'ulong'],
    ['slot', 'out ulong'],
    ['reserved', 'null'],
  ],
  C_AsyncGetID: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['id', 'out ulong'],
  ],
  C_AsyncJoin: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['id', 'ulong'],
    ['size', 'room'],
  ],
  C_AsyncComplete: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['result', 'out asyncData'],
  ],
};

/** In pairs with a length that follows them. */
const POINTERS = /^CK_(BYTE|UTF8CHAR|VOID)_PTR$/;

/** `pulDataLen` is `dataLen`, `hKey` is `key`.
 * @param {string} name
 */
function camel(name) {
  const bare = name.replace(/^(pul|ph|p|h|ul)(?=[A-Z])/, '').replace(/ID$/, 'Id');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}

/**
 * @param {{ name: string, args: CParameter[] }} prototype
 * @returns {Parameter[]}
 */
export function signatureOf({ name, args }) {
  const exception = EXCEPTIONS[name];
  if (exception !== undefined) return exception;
  /** @type {Parameter[]} */
  const signature = [];
  for (let index = 0; index < args.length; index++) {
    const { type, name: parameter } = /** @type {CParameter} */ (args[index]);
    const next = args[index + 1]?.type;
    /** @param {string} kind @param {number} taken */
    const add = (kind, taken) => {
      signature.push([camel(parameter), kind]);
      index += taken - 1;
    };
    if (type === 'CK_SESSION_HANDLE') add('session', 1);
    else if (type === 'CK_BBOOL') add('boolean', 1);
    else if (type === 'CK_MECHANISM_PTR') add('mechanism', 1);
    else if (type === 'CK_ATTRIBUTE_PTR' && next === 'CK_ULONG') add('attributes', 2);
    else if (type === 'CK_VOID_PTR' && next === 'CK_ULONG') add('parameter', 2);
    else if (POINTERS.test(type) && next === 'CK_ULONG') add('bytes', 2);
    else if (POINTERS.test(type) && next === 'CK_ULONG_PTR') add('out bytes', 2);
    else if (type === 'CK_UTF8CHAR_PTR') add('name', 1);
    else if (/^CK_(SLOT_ID|MECHANISM_TYPE)_PTR$/.test(type) && next === 'CK_ULONG_PTR') add('out ulongs', 2);
    else if (/^CK_\w+_INFO_PTR$|^CK_INFO_PTR$/.test(type)) add(`out ${type.replace(/_PTR$/, '')}`, 1);
    else if (/^CK_(\w+_HANDLE|ULONG|FLAGS|SLOT_ID)_PTR$/.test(type)) add('out ulong', 1);
    else if (!type.endsWith('_PTR')) add('ulong', 1);
    else throw new Error(`${name}: no kind for ${type} ${parameter}`);
  }
  return signature;
}

/** What an argument of each kind is; kinds not listed take none. @type {Record<string, string>} */
const ARGUMENTS = {
  session: 'Ulong',
  ulong: 'Ulong',
  boolean: 'boolean',
  bytes: 'BytesLike | null',
  parameter: 'MessageParameter | BytesLike | null',
  mechanism: 'RawMechanism',
  attributes: 'readonly RawAttribute[]',
  'wanted attributes': 'readonly { readonly type: Ulong }[]',
  label: 'string',
  name: 'string',
  'name or null': 'string | null',
  'version or null': 'VersionNumber | null',
  'out handles': 'number',
  'out bytes of length': 'number',
  room: 'number',
};

/** What comes back. @type {Record<string, string>} */
const RESULTS = {
  'out ulong': 'Ulong',
  'out ulongs': 'Ulong[]',
  'out handles': 'Ulong[]',
  'out bytes': 'Bytes',
  'out bytes of length': 'Bytes',
  'wanted attributes': 'AttributeValue[]',
  'out functionList': 'FunctionList',
  'out interface': 'RawInterface',
  'out interfaces': 'RawInterface[]',
  'out asyncData': 'AsyncData',
};

/** @param {Parameter} parameter */
const resultOf = ([, kind]) => (/^out CK_/.test(kind) ? `Structure<'${kind.slice(4)}'>` : RESULTS[kind]);

/**
 * The TypeScript signature of a function of the raw layer.
 * @param {{ name: string, since: string, args: CParameter[] }} prototype
 */
export function methodOf(prototype) {
  const signature = signatureOf(prototype);
  const parameters = signature.flatMap(([name, kind]) => {
    if (kind === 'initialize') return ['initArgs?: InitializeArguments'];
    return ARGUMENTS[kind] === undefined ? [] : [`${name}: ${ARGUMENTS[kind]}`];
  });
  const outs = signature.filter((parameter) => resultOf(parameter) !== undefined);
  const [only] = outs;
  const result =
    only === undefined
      ? 'void'
      : outs.length === 1
        ? resultOf(only)
        : `{ ${outs.map((each) => `readonly ${each[0]}: ${resultOf(each)}`).join('; ')} }`;
  const c = prototype.args.map(({ name }) => name).join(', ');
  const since = prototype.since === '2.0' ? '' : ` v${prototype.since}.`;
  return `  /** \`${prototype.name}(${c})\`${since} */\n  ${prototype.name}(${parameters.join(', ')}): ${result};\n`;
}
