/** Overrides of one kind, each app's apart from every other's. */
export interface OverrideTable<Value> {
  /** Replaces what the app had under the key. */
  put(appId: string, key: string, value: Value): void;
  find(appId: string, key: string): Value | undefined;
  /** False when there was none. */
  remove(appId: string, key: string): boolean;
  /** How many there were. */
  reset(appId: string): number;
}

export function createOverrideTable<Value>(): OverrideTable<Value> {
  const ofApps = new Map<string, Map<string, Value>>();
  return {
    put(appId, key, value) {
      const own = ofApps.get(appId) ?? new Map<string, Value>();
      ofApps.set(appId, own.set(key, value));
    },
    find: (appId, key) => ofApps.get(appId)?.get(key),
    remove: (appId, key) => ofApps.get(appId)?.delete(key) ?? false,
    reset(appId) {
      const count = ofApps.get(appId)?.size ?? 0;
      ofApps.delete(appId);
      return count;
    },
  };
}
