/** Blocking would need real time to pass; the words are V8's own for threads that may not block. */
export const noWaiting = /* js */ `
  replaceProperties(Atomics, { wait() {
    throw new TypeError("Atomics.wait cannot be called in this context");
  } });
`;
