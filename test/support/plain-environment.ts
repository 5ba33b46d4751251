/** This process's environment for programs of others: without the sanitizer's runtime, beside which some hang. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { LD_PRELOAD, SANITIZER_RUNTIME, ...rest } = process.env;
  return LD_PRELOAD === SANITIZER_RUNTIME ? rest : { ...rest, LD_PRELOAD };
}
