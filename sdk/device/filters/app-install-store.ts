/** Which apps have listed which advertisers; whether an app is really installed, nobody looks. */
export interface AppInstallStore {
  /** Replaces what the app has listed before. */
  put(appId: string, advertisers: readonly string[]): void;
  hasListed(appId: string, advertiser: string): boolean;
  remove(appId: string): void;
  /** Apps that have listed somebody. */
  apps(): readonly string[];
}

export function createAppInstallStore(): AppInstallStore {
  const advertisersByApp = new Map<string, ReadonlySet<string>>();
  return {
    put(appId, advertisers) {
      advertisersByApp.delete(appId);
      if (advertisers.length > 0) advertisersByApp.set(appId, new Set(advertisers));
    },
    hasListed: (appId, advertiser) => advertisersByApp.get(appId)?.has(advertiser) ?? false,
    remove: (appId) => {
      advertisersByApp.delete(appId);
    },
    apps: () => [...advertisersByApp.keys()],
  };
}
