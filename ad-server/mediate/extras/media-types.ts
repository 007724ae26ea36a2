import type { Imp } from "../imp-schema.ts";

export const MEDIA_TYPES = ["banner", "video", "audio", "native"] as const;

/** What an impression takes; bids do not say what they are. */
export function mediaTypesOf(imp: Imp | undefined): readonly string[] {
  return MEDIA_TYPES.filter((type) => imp?.[type] !== undefined && imp[type] !== null);
}
