/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts. For work that nobody can
 * stop, such as an auction on the device: it then goes on by itself. After an abort it does not even begin.
 */
export async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const giveUp = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
