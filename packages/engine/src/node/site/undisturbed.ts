const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/**
 * Does something that takes no time and must not be left half done: a signal that asks the process to end does not end
 * it in between. Only what no process can refuse does, and the next run then mends what is left.
 */
export function undisturbed<T>(work: () => T): T {
  const ignore = (): void => undefined;
  for (const signal of SIGNALS) process.on(signal, ignore);
  try {
    return work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, ignore);
  }
}
