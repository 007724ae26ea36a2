import { feature } from "../setting-kinds.ts";

/** How contextual ads are trusted, for the schema of profiles (spec: on-device 2.9). */
export const contextualSettings = {
  contextualSignatureCheck: feature(
    "Whether a buyer's contextual ads need a signature made with one of its registered keys",
    { android: true, allOn: false },
  ),
};
