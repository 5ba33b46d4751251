/** What to do when the process has nothing left to do: close what was opened, remove what was made. */
const jobs: (() => unknown)[] = [];

async function finish(): Promise<void> {
  for (const job of jobs.splice(0)) {
    try {
      await job();
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
}

/**
 * Like `after` of node:test, which would be called as soon as all tests have run that are known by then: in a file that
 * waits for something between its tests, too early.
 */
export function after(job: () => unknown): void {
  if (jobs.push(job) === 1) process.once('beforeExit', () => void finish());
}
