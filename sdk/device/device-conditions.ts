import { z } from "zod";
import type { JsonObject } from "../foundation/json.ts";
import { parseOptions } from "../foundation/parse-options.ts";

/** What an app's manifest may ask for. */
const PERMISSIONS = ["custom-audience", "ad-selection", "protected-signals", "ad-id"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Everybody, these only, or everybody but these. */
const SelectionSchema = z.union([
  z.literal("all"),
  z.array(z.string()).readonly(),
  z.strictObject({ allBut: z.array(z.string()).readonly().describe("Those that are left out") }),
]);
type Selection = z.infer<typeof SelectionSchema>;

const ContextualKeySchema = z.strictObject({
  publicKey: z.string().describe("SubjectPublicKeyInfo of a P-256 key in DER, in base64"),
  expiresAtMs: z.exactOptional(z.number()).describe("Keys that expire earlier are tried earlier"),
});

/** What user, app and device are like at a moment, as far as it decides what calls come to. */
const DeviceConditionsSchema = z.strictObject({
  consent: z
    .enum(["given", "revoked", "not-asked"])
    .describe("What the user says to ads; not-asked: the notification has not been shown yet"),
  appInForeground: z.boolean().describe("Whether the calling app is in the foreground"),
  permissions: z
    .array(z.enum(PERMISSIONS))
    .readonly()
    .describe("What the manifest of the calling app asks for"),
  enrolledAdTechs: SelectionSchema.describe("Ad techs that are enrolled"),
  manifestAdTechs: SelectionSchema.describe("Ad techs that the calling app's manifest lets in"),
  allowedApps: SelectionSchema.describe("Apps that the device lets call"),
  sandboxAvailable: z.boolean().describe("Whether the device can run scripts"),
  limitAdTracking: z.boolean().describe("Whether the user limits ad tracking"),
  contextualKeys: z
    .record(z.string(), z.array(ContextualKeySchema).readonly())
    .describe("Keys that buyers have registered for signing contextual ads, by buyer"),
  developerOptions: z
    .boolean()
    .describe("Whether developer options are on, or the build is debuggable"),
  appDebuggable: z.boolean().describe("Whether the calling app is debuggable"),
  adId: z
    .enum(["readable", "zeroed", "failing"])
    .describe("What looking up the advertising id gives; zeroed: the user has deleted it"),
  adIdLatencyMs: z
    .number()
    .nonnegative()
    .describe("How long it takes to look up the advertising id, in milliseconds"),
});
export type DeviceConditions = z.infer<typeof DeviceConditionsSchema>;

/** Some of the conditions; the others stay as they are. */
export const ConditionsChangeSchema = DeviceConditionsSchema.partial();
export type ConditionsChange = z.infer<typeof ConditionsChangeSchema>;

/**
 * What is named, and nothing else.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parseConditionsChange(input: unknown): JsonObject {
  const change = parseOptions(ConditionsChangeSchema, input, "AdServices.setConditions");
  const named = Object.entries(change).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(named);
}

/** Nothing stands in anybody's way. */
export const USUAL_CONDITIONS: DeviceConditions = {
  consent: "given",
  appInForeground: true,
  permissions: [...PERMISSIONS],
  enrolledAdTechs: "all",
  manifestAdTechs: "all",
  allowedApps: "all",
  sandboxAvailable: true,
  limitAdTracking: false,
  contextualKeys: {},
  developerOptions: true,
  appDebuggable: true,
  adId: "readable",
  adIdLatencyMs: 0,
};

/** Whether a selection takes in somebody whom `names` recognises by name. */
export function isSelected(selection: Selection, names: (member: string) => boolean): boolean {
  if (selection === "all") return true;
  return "allBut" in selection ? !selection.allBut.some(names) : selection.some(names);
}
