import type { Cap } from "../../model/cap.ts";
import type { OwnedCap } from "./owned-cap.ts";

/** Why a cap allows no impression now. */
export interface CapRefusal<By extends OwnedCap = OwnedCap> {
  readonly by: By;
  readonly rule: "impression-cap-reached" | "impression-paced";
  readonly detail: string;
  /** Until it allows the next one, if there is none in between. */
  readonly waitMs: number;
}

/**
 * Holds a cap against the impressions it has seen, oldest first. An impression is in the window until it is
 * `windowMs` old: then the next one is allowed, as it is when exactly `minIntervalMs` have passed.
 */
export function findCapRefusal<By extends OwnedCap>(
  by: By,
  times: readonly number[],
  nowMs: number,
): CapRefusal<By> | undefined {
  const full = findFull(by.cap, times, nowMs);
  const paced = findPaced(by.cap, times, nowMs);
  const waitMs = Math.max(full?.waitMs ?? 0, paced?.waitMs ?? 0);
  const longer = full?.waitMs === waitMs ? full : paced;
  if (longer === undefined) return undefined;
  const { rule, why } = longer;
  const detail = `the cap of ${by.name} ${why}; the next one is allowed in ${waitMs} ms`;
  return { by, rule, detail, waitMs };
}

interface Held {
  readonly rule: CapRefusal["rule"];
  readonly why: string;
  readonly waitMs: number;
}

function findFull(cap: Cap, times: readonly number[], nowMs: number): Held | undefined {
  const { impressions, windowMs } = cap;
  if (impressions === undefined || windowMs === undefined) return undefined;
  const waitMs = waitAfter(times.at(-impressions), windowMs, nowMs);
  const many = impressions === 1 ? "1 impression" : `${impressions} impressions`;
  const why = `allows ${many} within ${windowMs} ms, and there were as many`;
  return waitMs > 0 ? { rule: "impression-cap-reached", why, waitMs } : undefined;
}

function findPaced(cap: Cap, times: readonly number[], nowMs: number): Held | undefined {
  const { minIntervalMs } = cap;
  const lastAtMs = times.at(-1);
  if (minIntervalMs === undefined || lastAtMs === undefined) return undefined;
  const waitMs = waitAfter(lastAtMs, minIntervalMs, nowMs);
  const why = `wants ${minIntervalMs} ms between impressions, and the last was ${nowMs - lastAtMs} ms ago`;
  return waitMs > 0 ? { rule: "impression-paced", why, waitMs } : undefined;
}

function waitAfter(atMs: number | undefined, durationMs: number, nowMs: number): number {
  return atMs === undefined ? 0 : atMs + durationMs - nowMs;
}
