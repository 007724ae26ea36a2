/** A script that was fetched, and the version its server named with it. Times are those of events. */
export interface CachedScript {
  readonly source: string;
  readonly versionHeader: string | undefined;
  readonly fetchedAtMs: number;
  /** From then on it is fetched anew. */
  readonly expiresAtMs: number;
}

/** The device's memory of scripts, by their exact address. It lasts as long as the device. */
export interface ScriptCache {
  /** Undefined for what was never fetched, or too long ago: that is forgotten when somebody asks for it. */
  find(url: string): CachedScript | undefined;
  /** Where there is no room, the script that was fetched first makes way. */
  put(url: string, script: CachedScript): void;
}

export function createScriptCache(limits: {
  readonly maxEntries: number;
  readonly nowMs: () => number;
}): ScriptCache {
  const scripts = new Map<string, CachedScript>();
  return {
    find: (url) => {
      const cached = scripts.get(url);
      if (cached === undefined || limits.nowMs() < cached.expiresAtMs) return cached;
      scripts.delete(url);
      return undefined;
    },
    put: (url, script) => {
      scripts.set(url, script);
      const oldest = scripts.keys().next();
      if (scripts.size > limits.maxEntries && !oldest.done) scripts.delete(oldest.value);
    },
  };
}
