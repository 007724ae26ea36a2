import type { DeviceCall } from "../device-call.ts";
import { renderDuration, renderInstant } from "../java-time.ts";
import type { AudienceDraft } from "./audience-draft.ts";

/** What is wrong with an audience's times. An activation in the past is none later than now. */
export function describeTimes(
  { environment, settings }: DeviceCall,
  { activationTimeMs, expirationTimeMs }: AudienceDraft,
): string[] {
  const nowMs = environment.clock.nowMs();
  const now = renderInstant(nowMs);
  const givenMs = activationTimeMs ?? nowMs;
  const startsAtMs = Math.max(givenMs, nowMs);
  const given = renderInstant(givenMs);
  const problems: string[] = [];
  const { customAudienceMaxActivationDelayMs: maxDelayMs } = settings;
  if (startsAtMs > nowMs + maxDelayMs) {
    problems.push(
      `Custom audience activation time should be within ${renderDuration(maxDelayMs)} from current time ${now}, provided time is ${given}.`,
    );
  }
  if (expirationTimeMs === undefined) return problems;
  const expiration = renderInstant(expirationTimeMs);
  const { customAudienceMaxLifetimeMs: maxLifetimeMs } = settings;
  if (expirationTimeMs <= nowMs) {
    problems.push(`Custom audience must expire in the future, provided time is ${expiration}.`);
  } else if (expirationTimeMs <= givenMs) {
    problems.push(
      `Custom audience activation time ${given} should not be after expiration time ${expiration}.`,
    );
  } else if (expirationTimeMs > startsAtMs + maxLifetimeMs) {
    problems.push(
      `Custom audience expiration time should be within ${renderDuration(maxLifetimeMs)} of activation time ${given} or current time ${now}, which ever is later, provided time is ${expiration}.`,
    );
  }
  return problems;
}
