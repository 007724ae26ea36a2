import type { z } from "zod";
import { feature } from "../setting-kinds.ts";

/** How contextual ads are trusted, for the schema of profiles (spec: on-device 2.9). */
export const contextualSettings = {
  contextualSignatureCheck: feature(
    "Whether a buyer's contextual ads need a signature made with one of its registered keys",
  ),
};

export type ContextualSettings = {
  readonly [Name in keyof typeof contextualSettings]: z.infer<(typeof contextualSettings)[Name]>;
};

/** AOSP's code has no switch for it. */
export const androidContextualSettings: ContextualSettings = { contextualSignatureCheck: true };

/** Without signatures, as the contextual ads of mediation servers are. */
export const allOnContextualSettings: ContextualSettings = { contextualSignatureCheck: false };
