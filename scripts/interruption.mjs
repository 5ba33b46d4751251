/**
 * Calls back when this process should stop early: on a signal, or when its parent has gone. The latter matters
 * under npm, which hands a signal on only to the shell it started, and that ends without telling anyone.
 * @param {(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void} callback
 */
export function onInterruption(callback) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => callback(signal));
  }
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback('SIGTERM');
  }, 500);
  watch.unref();
}
