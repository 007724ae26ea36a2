import { feature } from "./setting-kinds.ts";

/** What the place that scripts run in has to offer, for the schema of profiles (spec: on-device 1.1). */
export const sandboxSettings = {
  scriptConsoleAvailable: feature("Whether scripts have a console (inferred)", { android: true }),
};
