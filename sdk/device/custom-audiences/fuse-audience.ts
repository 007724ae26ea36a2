import { z } from "zod";
import type { JsonObject } from "../../foundation/json.ts";
import { byteLength } from "../byte-length.ts";
import type { DeviceCall } from "../device-call.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { AudienceDraft, JoinableDraft } from "./audience-draft.ts";
import { AUDIENCE_KEYS, audienceJsonSchema, toAudienceJson } from "./audience-json.ts";
import type { StoredAudience } from "./custom-audience-store.ts";
import { toStoredAudience } from "./to-stored-audience.ts";
import { validateAudience } from "./validate-audience.ts";

/**
 * Puts together what a server and an app say of one custom audience; the app has the last word on its fields.
 * The result has to have all ten, keep the rules, and be small enough (spec: on-device 9).
 */
export function fuseAudience(
  call: DeviceCall,
  ofServer: JsonObject,
  ofApp: AudienceDraft,
): StoredAudience {
  const json = { ...toAudienceJson(readDraft(call, ofServer)), ...toAudienceJson(ofApp) };
  const draft = readDraft(call, json);
  const missing = AUDIENCE_KEYS.filter((key) => json[key] === undefined);
  if (missing.length > 0 || !isJoinable(draft)) {
    throw invalidObject("Fused custom audience is incomplete.", `lacks ${missing.join(", ")}`);
  }
  validateAudience(call, draft, "server");
  const bytes = byteLength(JSON.stringify(json));
  const limit = call.settings.fetchCustomAudienceMaxBytes;
  if (bytes > limit) {
    const detail = `has ${bytes} bytes; the limit is ${limit}`;
    throw invalidObject("Fused custom audience exceeds size limit.", detail);
  }
  return { ...toStoredAudience(call, draft), lastUpdatedMs: call.environment.clock.nowMs() };
}

function isJoinable(draft: AudienceDraft): draft is JoinableDraft {
  const { owner, buyer, name, dailyUpdateUri, biddingLogicUri } = draft;
  return [owner, buyer, name, dailyUpdateUri, biddingLogicUri].every((part) => part !== undefined);
}

/** Android meets a field of the wrong kind with a bare exception. */
function readDraft({ settings }: DeviceCall, json: JsonObject): AudienceDraft {
  const read = audienceJsonSchema(settings).safeParse(json);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    ({ path, message }) => `${z.core.toDotPath(path)}: ${message}`,
  );
  const detail = `a value is not of its kind: ${issues.join("; ")}`;
  const [message, status] = ["Unexpected format", SERVICE_STATUS.internalError];
  throw new ServiceFailure({ status, message, rule: "audience-refused", detail });
}

function invalidObject(message: string, detail: string): ServiceFailure {
  const status = SERVICE_STATUS.invalidObject;
  const rule = "audience-refused";
  return new ServiceFailure({ status, message, rule, detail: `the custom audience ${detail}` });
}
