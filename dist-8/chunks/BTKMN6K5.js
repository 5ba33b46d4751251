import {
  isLimited,
  limited,
  refuseLimits
} from "./APYO5TLD.js";

// ../w/lead/src/model/formats-loader.ts
import { createRequire } from "node:module";
var loaded;
async function loadFormats() {
  loaded ??= await import("../formats/formats.js");
  return loaded;
}
function loadFormatsSync() {
  if (loaded === void 0) {
    const extension = /\.[a-z]+$/.exec(new URL(import.meta.url).pathname)?.[0] ?? ".js";
    loaded = createRequire(import.meta.url)(`../formats/formats${extension}`);
  }
  return loaded;
}
async function runWithFormats(context, method, make, options, over) {
  let begun = false;
  const work = async (limit) => {
    begun = true;
    try {
      return await context.runner.runWithin(limit, method, await make(loaded ?? await loadFormats()));
    } finally {
      over?.();
    }
  };
  try {
    context.session.assertOpen();
    return await (isLimited(options) ? limited(method, options, work) : work());
  } finally {
    if (!begun) over?.();
  }
}
function runWithFormatsSync(context, method, make, options, over) {
  try {
    refuseLimits(method, options);
    context.session.assertOpen();
    return context.runner.runSync(method, make(loadFormatsSync()));
  } finally {
    over?.();
  }
}

export {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
};
