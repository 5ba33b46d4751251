import {
  loadModule,
  loadModuleSync
} from "../chunks/42ATDOOJ.js";
import "../chunks/L25KQENS.js";
import {
  Pkcs11Uri,
  UriError,
  formatUri,
  matchUri,
  moduleSelectorOf,
  objectQueryOf,
  parseUri,
  readPin,
  readPinSync,
  tokenFilterOf,
  uriPartsOf
} from "../chunks/OE5KCDX5.js";
import "../chunks/Y4OUS4DN.js";
import "../chunks/LH3MW3EB.js";
import "../chunks/BTKMN6K5.js";
import {
  callOptions,
  limited,
  refuseLimits,
  refuseUnknownOptions
} from "../chunks/APYO5TLD.js";
import {
  AmbiguousError,
  NotFoundError,
  describe
} from "../chunks/5NILPKM6.js";
import {
  probe
} from "../chunks/2KECIY6V.js";
import "../chunks/G2TWMT2C.js";

// ../w/lead/src/uri/find-modules.ts
import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename as basename2 } from "node:path";

// ../w/lead/src/uri/library-folders.ts
import { readdirSync } from "node:fs";
import { join } from "node:path";
var TRIPLETS = {
  arm: "arm-",
  arm64: "aarch64-",
  ia32: "i386-",
  loong64: "loongarch64-",
  ppc64: "powerpc64",
  riscv64: "riscv64-",
  s390x: "s390x-",
  x64: "x86_64-"
};
function libraryFolders() {
  if (process.platform === "win32") return [join(process.env.SystemRoot ?? "C:\\Windows", "System32")];
  if (process.platform === "darwin")
    return ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib", "/usr/lib"];
  const roots = ["/usr/local/lib", "/usr/lib", "/lib"];
  const triplet = TRIPLETS[process.arch];
  const own = roots.flatMap(
    (root) => filesIn(root).filter((name) => triplet !== void 0 && name.startsWith(triplet) && name.includes("-linux-")).map((name) => join(root, name))
  );
  return [...own, "/usr/local/lib64", "/usr/lib64", ...roots, "/run/current-system/sw/lib"];
}
function filesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

// ../w/lead/src/uri/p11-kit.ts
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, isAbsolute, join as join2 } from "node:path";
function p11KitPlaces() {
  const prefix = ["", "/usr/local", "/opt/homebrew", "/opt/local"].find(
    (each) => existsSync(`${each}/etc/pkcs11`)
  );
  const system = `${prefix ?? ""}/etc/pkcs11`;
  const user = join2(process.env.XDG_CONFIG_HOME || join2(homedir(), ".config"), "pkcs11");
  const ignoresUser = process.getuid?.() === 0 || Boolean(process.env.P11_KIT_NO_USER_CONFIG);
  return {
    systemFile: join2(system, "pkcs11.conf"),
    userFile: ignoresUser ? void 0 : join2(user, "pkcs11.conf"),
    userModules: join2(user, "modules"),
    systemModules: join2(system, "modules"),
    packageModules: ["/usr", "/usr/local", "/opt/homebrew", "/opt/local", "/run/current-system/sw"].map(
      (each) => join2(each, "share/p11-kit/modules")
    ),
    moduleFolders: libraryFolders().map((folder) => join2(folder, "pkcs11"))
  };
}
function programName() {
  return basename(process.execPath).replace(/\.exe$/i, "");
}
function configuredModules(places = p11KitPlaces(), program = programName()) {
  const modules = [];
  for (const [name, settings] of moduleSettings(places)) {
    const file = settings.get("module");
    if (file === void 0 || file === "") continue;
    modules.push({
      name,
      path: isAbsolute(file) ? file : inFolders(places.moduleFolders, file),
      priority: Number.parseInt(settings.get("priority") ?? "0", 10) || 0,
      critical: settings.get("critical") === "yes",
      enabled: isEnabled(settings, program),
      reserved: settings.get("x-init-reserved") || void 0
    });
  }
  return modules.sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1));
}
function inFolders(folders, file) {
  const paths = folders.map((folder) => join2(folder, file));
  return paths.find((path) => existsSync(path)) ?? paths[0] ?? file;
}
function moduleSettings(places) {
  const mode = userMode(places);
  const folders = [
    ...mode === "none" ? [] : [places.userModules],
    ...mode === "only" ? [] : [places.systemModules, ...places.packageModules]
  ];
  const found = /* @__PURE__ */ new Map();
  for (const folder of folders) {
    for (const file of filesIn(folder)) {
      const name = /^([a-z0-9][a-z0-9._-]*)\.module$/i.exec(file)?.[1];
      if (name === void 0) continue;
      found.set(name, new Map([...readSettings(join2(folder, file)), ...found.get(name) ?? []]));
    }
  }
  return found;
}
function userMode({ systemFile, userFile }) {
  if (userFile === void 0) return "none";
  const system = modeOf(readSettings(systemFile), "merge");
  return system === "none" ? "none" : modeOf(readSettings(userFile), system);
}
function modeOf(settings, otherwise) {
  const mode = settings.get("user-config");
  if (mode === "override") return "only";
  return mode === "none" || mode === "merge" || mode === "only" ? mode : otherwise;
}
function readSettings(file) {
  const settings = /* @__PURE__ */ new Map();
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return settings;
  }
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon <= 0 || line.trimStart().startsWith("#")) continue;
    settings.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return settings;
}
function isEnabled(settings, program) {
  const lists = (name) => (settings.get(name) ?? "").split(/[\s,]+/).includes(program);
  if (settings.has("enable-in")) return lists("enable-in");
  return !lists("disable-in");
}

// ../w/lead/src/uri/well-known.ts
import { existsSync as existsSync2 } from "node:fs";
import { isAbsolute as isAbsolute2, join as join3 } from "node:path";
var NSS_WITHOUT_DATABASE = "configdir='' certPrefix='' keyPrefix='' secmod='' flags=noCertDB,noModDB";
var WELL_KNOWN = [
  {
    name: "softhsm2",
    linux: ["softhsm/libsofthsm2.so", "pkcs11/libsofthsm2.so", "libsofthsm2.so"],
    darwin: ["softhsm/libsofthsm2.so", "libsofthsm2.dylib"],
    win32: ["C:\\SoftHSM2\\lib\\softhsm2-x64.dll", "%ProgramFiles%\\SoftHSM2\\lib\\softhsm2-x64.dll"]
  },
  {
    name: "opensc",
    linux: ["pkcs11/opensc-pkcs11.so", "opensc-pkcs11.so"],
    darwin: ["/Library/OpenSC/lib/opensc-pkcs11.so", "opensc-pkcs11.so"],
    win32: ["%ProgramFiles%\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll", "opensc-pkcs11.dll"]
  },
  {
    name: "opencryptoki",
    linux: [
      "opencryptoki/libopencryptoki.so",
      "opencryptoki/libopencryptoki.so.0",
      "pkcs11/libopencryptoki.so",
      "libopencryptoki.so"
    ]
  },
  {
    name: "nss-softokn",
    linux: ["nss/libsoftokn3.so", "libsoftokn3.so"],
    darwin: [
      "/opt/homebrew/opt/nss/lib/libsoftokn3.dylib",
      "/usr/local/opt/nss/lib/libsoftokn3.dylib",
      "/Applications/Firefox.app/Contents/MacOS/libsoftokn3.dylib"
    ],
    win32: ["%ProgramFiles%\\Mozilla Firefox\\softokn3.dll"],
    reserved: NSS_WITHOUT_DATABASE
  },
  { name: "nss-roots", linux: ["nss/libnssckbi.so", "libnssckbi.so"] },
  { name: "kryoptic", linux: ["pkcs11/libkryoptic_pkcs11.so", "libkryoptic_pkcs11.so"] },
  { name: "wolfpkcs11", linux: ["libwolfpkcs11.so"], darwin: ["libwolfpkcs11.dylib"] },
  {
    name: "tpm2-pkcs11",
    linux: ["pkcs11/libtpm2_pkcs11.so", "libtpm2_pkcs11.so", "libtpm2_pkcs11.so.1"]
  },
  {
    name: "ykcs11",
    linux: ["libykcs11.so", "libykcs11.so.2"],
    darwin: ["libykcs11.dylib"],
    win32: ["%ProgramFiles%\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll"]
  },
  {
    name: "yubihsm",
    linux: ["pkcs11/yubihsm_pkcs11.so", "yubihsm_pkcs11.so"],
    darwin: ["pkcs11/yubihsm_pkcs11.dylib"],
    win32: ["%ProgramFiles%\\Yubico\\YubiHSM Shell\\bin\\pkcs11\\yubihsm_pkcs11.dll"]
  },
  {
    name: "luna",
    linux: [
      "/usr/safenet/lunaclient/lib/libCryptoki2_64.so",
      "/opt/safenet/lunaclient/lib/libCryptoki2_64.so",
      "/usr/lunasa/lib/libCryptoki2_64.so",
      "libCryptoki2_64.so"
    ],
    win32: ["%ProgramFiles%\\SafeNet\\LunaClient\\cryptoki.dll"]
  },
  {
    name: "protect-server",
    linux: [
      "/opt/safenet/protecttoolkit7/ptk/lib/libcryptoki.so",
      "/opt/safenet/protecttoolkit5/ptk/lib/libcryptoki.so"
    ]
  },
  {
    name: "nshield",
    linux: ["/opt/nfast/toolkits/pkcs11/libcknfast.so"],
    win32: [
      "%ProgramFiles%\\nCipher\\nfast\\toolkits\\pkcs11\\cknfast.dll",
      "%ProgramFiles%\\nCipher\\nfast\\bin\\cknfast.dll"
    ]
  },
  {
    name: "aws-cloudhsm",
    linux: ["/opt/cloudhsm/lib/libcloudhsm_pkcs11.so"],
    win32: ["%ProgramFiles%\\Amazon\\CloudHSM\\lib\\cloudhsm_pkcs11.dll"]
  },
  { name: "aws-kms", linux: ["pkcs11/aws_kms_pkcs11.so", "aws_kms_pkcs11.so"] },
  { name: "google-kms", linux: ["libkmsp11.so"], darwin: ["libkmsp11.dylib"], win32: ["kmsp11.dll"] },
  {
    name: "utimaco-r3",
    linux: ["/opt/utimaco/lib/libcs_pkcs11_R3.so", "utimaco/libcs_pkcs11_R3.so", "libcs_pkcs11_R3.so"],
    win32: ["%ProgramFiles%\\Utimaco\\SecurityServer\\Lib\\cs_pkcs11_R3.dll"]
  },
  {
    name: "utimaco-r2",
    linux: ["/opt/utimaco/lib/libcs_pkcs11_R2.so", "utimaco/libcs_pkcs11_R2.so", "libcs_pkcs11_R2.so"],
    win32: ["%ProgramFiles%\\Utimaco\\CryptoServer\\Lib\\cs_pkcs11_R2.dll"]
  },
  { name: "fortanix", linux: ["/opt/fortanix/pkcs11/fortanix_pkcs11.so"] },
  { name: "securosys-primus", linux: ["/usr/local/primus/lib/libprimusP11.so"] },
  {
    name: "safenet-etoken",
    linux: ["libeToken.so", "libeTPkcs11.so"],
    darwin: ["libeToken.dylib", "libeTPkcs11.dylib"],
    win32: ["eTPKCS11.dll"]
  },
  { name: "idprime", linux: ["pkcs11/libIDPrimePKCS11.so"], darwin: ["pkcs11/libIDPrimePKCS11.dylib"] },
  { name: "bit4id", linux: ["bit4id/libbit4xpki.so", "libbit4xpki.so"], win32: ["bit4xpki.dll"] },
  { name: "smartcard-hsm", linux: ["libsc-hsm-pkcs11.so"], darwin: ["libsc-hsm-pkcs11.so"] },
  {
    name: "belgian-eid",
    linux: ["libbeidpkcs11.so.0", "libbeidpkcs11.so"],
    darwin: ["libbeidpkcs11.dylib"],
    win32: ["beidpkcs11.dll"]
  },
  { name: "cackey", linux: ["libcackey.so"], darwin: ["/Library/CACKey/libcackey.dylib"] },
  { name: "coolkey", linux: ["pkcs11/libcoolkeypk11.so"] },
  { name: "gnome-keyring", linux: ["pkcs11/gnome-keyring-pkcs11.so"] },
  { name: "p11-kit-trust", linux: ["pkcs11/p11-kit-trust.so"], darwin: ["pkcs11/p11-kit-trust.dylib"] },
  { name: "p11-kit-client", linux: ["pkcs11/p11-kit-client.so"], darwin: ["pkcs11/p11-kit-client.dylib"] },
  { name: "p11-kit-proxy", linux: ["p11-kit-proxy.so"], darwin: ["p11-kit-proxy.dylib"] }
];
function wellKnownModules(folders = libraryFolders(), platform = process.platform) {
  const system = platform === "win32" || platform === "darwin" ? platform : "linux";
  return WELL_KNOWN.flatMap(
    ({ name, reserved, [system]: files = [] }) => files.flatMap((file) => placesOf(file, folders)).filter((path) => existsSync2(path)).map((path) => ({ name, path, reserved }))
  );
}
function placesOf(file, folders) {
  const expanded = file.replace(/%(\w+)%/g, (_, name) => process.env[name] ?? "C:\\Program Files");
  return isAbsolute2(expanded) ? [expanded] : folders.map((folder) => join3(folder, expanded));
}
function p11KitProxy(folders = libraryFolders()) {
  return wellKnownModules(folders).find(({ name }) => name === "p11-kit-proxy")?.path;
}

// ../w/lead/src/uri/find-modules.ts
function modulePlaces() {
  return { p11Kit: p11KitPlaces(), folders: libraryFolders() };
}
function listModules(program = programName(), places = modulePlaces()) {
  const configured = configuredModules(places.p11Kit, program);
  const modules = configured.filter(({ enabled }) => enabled).map(({ name, path, priority, critical, reserved }) => ({
    name,
    path,
    source: "p11-kit",
    priority,
    critical,
    ...reserved !== void 0 && { reserved }
  }));
  const known = new Set(configured.map(({ path }) => realPath(path)));
  for (const { name, path, reserved } of wellKnownModules(places.folders)) {
    const real = realPath(path);
    if (known.has(real)) continue;
    known.add(real);
    modules.push({
      name,
      path,
      source: "well-known",
      priority: 0,
      critical: false,
      ...reserved !== void 0 && { reserved }
    });
  }
  return modules;
}
function realPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
async function findModules(options = {}) {
  refuseUnknownOptions("findModules", options, ["timeout", "program", "signal"]);
  const { timeout = 1e4, program, signal } = options;
  if (typeof timeout !== "number") {
    throw new TypeError(`findModules: timeout: expected a number, got ${describe(timeout)}`);
  }
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 2147483647) {
    throw new RangeError(`findModules: timeout: expected milliseconds, got ${timeout}`);
  }
  if (program !== void 0 && typeof program !== "string") {
    throw new TypeError(`findModules: program: expected a string, got ${describe(program)}`);
  }
  return limited("findModules", { signal }, (limit) => probeAll(listModules(program), timeout, limit));
}
async function probeAll(modules, timeout, limit) {
  const reports = /* @__PURE__ */ new Map();
  const probeSome = async (some) => {
    const work = async () => {
      for (let module = some.shift(); module !== void 0; module = some.shift()) {
        limit?.assertUnreached();
        const { path, reserved } = module;
        reports.set(module, { ...module, ...await probe({ path, reserved }, timeout, limit) });
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  };
  const isProxy = ({ path }) => basename2(path).startsWith("p11-kit-proxy.");
  await probeSome(modules.filter((module) => !isProxy(module)));
  await probeSome(modules.filter(isProxy));
  return modules.map((module) => reports.get(module));
}

// ../w/lead/src/uri/resolve-module.ts
import { statSync } from "node:fs";
import { basename as basename3, isAbsolute as isAbsolute3, join as join4 } from "node:path";
function resolveModule(uri, places = modulePlaces()) {
  const selector = moduleSelectorOf(uri instanceof Pkcs11Uri ? uri : parseUri(uri));
  if (selector.path !== void 0) return byPath(selector.path, selector);
  if (selector.name !== void 0) return byName(selector.name, places);
  const proxy = p11KitProxy(places.folders);
  if (proxy === void 0) {
    throw missing(
      "the URI names no module (module-path, module-name), and p11-kit-proxy, which offers all those of p11-kit's configuration, is not installed"
    );
  }
  return { path: proxy };
}
function missing(message) {
  return new NotFoundError("ERR_NO_SUCH_MODULE", message);
}
function refuse(attribute, message) {
  return new UriError("ERR_URI_INVALID", attribute, message);
}
function byPath(path, { name }) {
  if (!isAbsolute3(path) || path.includes("\0")) {
    throw refuse(
      "module-path",
      "expected an absolute path: what a relative one leads to is not the URI's to say"
    );
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return { path };
  if (name === void 0) throw refuse("module-path", "is a folder: module-name has to say which file in it");
  return only(
    name,
    filesIn(path).filter((file) => /\.(?:so|dll|dylib)(?:\.[\d.]+)?$/i.test(file) && matchesName(name, file)).map((file) => ({ path: join4(path, file) })),
    `in ${path}`
  );
}
function byName(name, places) {
  if (/[/\\\0]/.test(name)) throw refuse("module-name", "expected a name: a path belongs into module-path");
  const modules = listModules(programName(), places);
  const named = modules.filter((module) => matchesName(name, module.name));
  const sources = ["p11-kit", "well-known"].flatMap((source) => [
    named.filter((module) => module.source === source),
    modules.filter((module) => module.source === source && matchesName(name, basename3(module.path)))
  ]);
  const found = sources.find((candidates) => candidates.length > 0) ?? [];
  const known = [...new Set(modules.map((module) => module.name))].join(", ");
  return only(name, found, `among the modules of this machine (${known || "there are none"})`);
}
function only(name, [first, ...others], where) {
  if (first === void 0) throw missing(`no module ${JSON.stringify(name)} ${where}`);
  if (others.length > 0) {
    const paths = [first, ...others].map(({ path }) => path).join(", ");
    throw new AmbiguousError(
      "ERR_MULTIPLE_MODULES",
      `${JSON.stringify(name)} names several modules: ${paths}`
    );
  }
  return { path: first.path, ...first.reserved !== void 0 && { reserved: first.reserved } };
}
function matchesName(wanted, name) {
  const bare = (text) => text.toLowerCase().replace(/\.(?:so|dll|dylib)(?:\.[\d.]+)?$/, "").replace(/^lib/, "");
  return bare(wanted) === bare(name);
}

// ../w/lead/src/uri/open-uri.ts
async function openUri(uri, options = {}) {
  const { signal: _, timeout: __, ...opening } = options;
  return limited(
    "openUri",
    options,
    async (limit) => {
      const { path, reserved } = resolveModule(uri);
      const module = await loadModule(path, { reserved });
      try {
        limit?.assertUnreached();
        return await module.open(uri, opening);
      } catch (error) {
        await module.close();
        throw error;
      }
    },
    (object) => object.session.token.module.close()
  );
}
function openUriSync(uri, options = {}) {
  refuseLimits("openUriSync", options);
  const { path, reserved } = resolveModule(uri);
  const module = loadModuleSync(path, { reserved });
  try {
    return module.openSync(uri, options);
  } catch (error) {
    module.closeSync();
    throw error;
  }
}

// ../w/lead/src/uri/read-pin.ts
async function readPin2(uri, options) {
  return limited(
    "readPin",
    callOptions("readPin", options),
    // A pipe gives nothing until somebody writes to it.
    () => readPin(uri),
    async (late) => void (late instanceof Uint8Array && late.fill(0))
  );
}
export {
  Pkcs11Uri,
  UriError,
  findModules,
  formatUri,
  matchUri,
  moduleSelectorOf,
  objectQueryOf,
  openUri,
  openUriSync,
  parseUri,
  readPin2 as readPin,
  readPinSync,
  resolveModule,
  tokenFilterOf,
  uriPartsOf
};
