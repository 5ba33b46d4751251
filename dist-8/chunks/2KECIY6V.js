// ../w/lead/src/uri/probe.ts
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
var self = fileURLToPath(import.meta.url);
var CHILD = fileURLToPath(new URL(`../uri/probe-child${extname(self)}`, import.meta.url));
var LOADER_OPTIONS = ["--import", "--require", "-r", "--loader", "--experimental-loader"];
function loaderOptions(all) {
  if (extname(CHILD) !== ".ts") return [];
  return all.flatMap((option, index) => {
    if (LOADER_OPTIONS.includes(option)) return [option, all[index + 1] ?? ""];
    return LOADER_OPTIONS.some((name) => option.startsWith(`${name}=`)) ? [option] : [];
  });
}
function probe({ path, reserved }, timeout, limit) {
  if (!existsSync(CHILD)) {
    return Promise.resolve(failure("ERR_PROBE_FAILED", `${CHILD} is missing: was the package bundled?`));
  }
  const child = fork(CHILD, [], {
    execArgv: loaderOptions(process.execArgv),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "json"
  });
  return new Promise((resolve) => {
    let last;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeout);
    const forget = limit?.onReached(() => child.kill("SIGKILL"));
    const end = (otherwise) => {
      clearTimeout(timer);
      forget?.();
      if (last?.loadable === true && last.tokens === void 0 && last.error === void 0) {
        resolve({ ...last, ...otherwise.error && { error: otherwise.error } });
      } else resolve(last ?? otherwise);
    };
    child.on("message", (message) => {
      last = message;
    });
    child.on("error", (error) => end(failure("ERR_PROBE_FAILED", error.message)));
    child.on("close", (code, signal) => {
      if (timedOut) end(failure("ERR_PROBE_TIMEOUT", `${path} did not answer within ${timeout} ms`));
      else end(failure("ERR_PROBE_CRASHED", `${path} ended its process with ${signal ?? `code ${code}`}`));
    });
    child.send({ path, reserved }, () => {
    });
  });
}
function failure(code, message) {
  return { loadable: false, error: { code, message } };
}

export {
  probe
};
