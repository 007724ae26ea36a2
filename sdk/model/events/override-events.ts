import { z } from "zod";
import { event, ofDeviceCall } from "./event-fields.ts";

const ofOverride = {
  ...ofDeviceCall,
  /** The app whose calls feel it. */
  appId: z.string(),
  overridden: z.enum(["ad-selection", "ad-selection-from-outcomes", "custom-audience"]),
  detail: z.string(),
};

/** How a developer's overrides come and go. */
export const OVERRIDE_EVENTS = [
  event("override.stored", ofOverride),
  event("override.removed", ofOverride),
  /** The call succeeded and did nothing, which the app is not told. */
  event("override.ignored", ofOverride),
] as const;
