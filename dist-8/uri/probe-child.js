import {
  loadModuleSync
} from "../chunks/42ATDOOJ.js";
import "../chunks/L25KQENS.js";
import {
  formatUri,
  uriPartsOf
} from "../chunks/OE5KCDX5.js";
import "../chunks/Y4OUS4DN.js";
import "../chunks/LH3MW3EB.js";
import "../chunks/BTKMN6K5.js";
import "../chunks/APYO5TLD.js";
import {
  CryptokiError
} from "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";

// ../w/lead/src/uri/probe-child.ts
function report(message) {
  return new Promise((sent) => {
    process.send(message, () => sent());
  });
}
function summaries(module) {
  return module.getTokensSync().map((token) => ({
    label: token.label,
    manufacturerId: token.manufacturerId,
    model: token.model,
    serialNumber: token.serialNumber,
    initialized: token.flags.has("TOKEN_INITIALIZED"),
    uri: formatUri(uriPartsOf({ token }))
  }));
}
function explained(error) {
  const { message } = error;
  return { code: error instanceof CryptokiError ? error.code : "ERR_PROBE_FAILED", message };
}
process.once("message", async ({ path, reserved }) => {
  try {
    const module = loadModuleSync(path, { reserved });
    const info = module.getInfoSync();
    await report({ loadable: true, info });
    try {
      await report({ loadable: true, info, tokens: summaries(module) });
    } catch (error) {
      await report({ loadable: true, info, error: explained(error) });
    }
    module.closeSync();
  } catch (error) {
    await report({ loadable: false, error: explained(error) });
  }
  process.kill(process.pid, "SIGKILL");
});
