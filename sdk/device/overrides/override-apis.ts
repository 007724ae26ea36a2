/** Methods of the developer overrides (spec: on-device 8). */
export const OVERRIDE_APIS = [
  "overrideAdSelection",
  "removeAdSelectionOverride",
  "resetAdSelectionOverrides",
  "overrideAdSelectionFromOutcomes",
  "removeAdSelectionFromOutcomesOverride",
  "resetAdSelectionFromOutcomesOverrides",
  "overrideCustomAudience",
  "removeCustomAudienceOverride",
  "resetCustomAudienceOverrides",
] as const;
export type OverrideApi = (typeof OVERRIDE_APIS)[number];

/** The same for each of them. */
export function ofEveryOverrideApi<T>(value: T): Readonly<Record<OverrideApi, T>> {
  const entries = OVERRIDE_APIS.map((api) => [api, value] as const);
  return Object.fromEntries(entries) as Record<OverrideApi, T>;
}
