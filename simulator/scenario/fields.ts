import { z } from "zod";

/** A host as enrolment knows it: no scheme, no port, no path. */
export const HostSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected a bare host such as ssp.example");

export const UrlPathSchema = z.string().regex(/^\/[^?#]*$/, "expected a path such as /win.js");

export const NameSchema = z.string().min(1);

/** A moment as ISO 8601 writes it, read as milliseconds since the epoch. */
export const TimeSchema = z.iso
  .datetime({ offset: true, error: "expected a time such as 2024-03-01T12:00:00Z" })
  .transform((text) => Date.parse(text));

const msPerUnit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const longestMs = 36_500 * msPerUnit.d;
const expectedDuration = "expected a duration such as 250ms, 5s, 10m, 2h or 3d";

/** A span of time with its unit, read as milliseconds. */
export const DurationSchema = z
  .string(expectedDuration)
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, expectedDuration)
  .refine((text) => parseDurationMs(text) <= longestMs, "a hundred years (36500d) is the most")
  .transform(parseDurationMs);

function parseDurationMs(text: string): number {
  const [, amount = "0", unit = "ms"] = /^([\d.]+)(\w+)$/.exec(text) ?? [];
  return Math.round(Number(amount) * msPerUnit[unit as keyof typeof msPerUnit]);
}

/** The shortest exact way to write a span: `2h`, `90s`, `1500ms`. */
export function renderDuration(durationMs: number): string {
  const units = Object.entries(msPerUnit).toReversed();
  const [unit, ms] = units.find(([, size]) => durationMs % size === 0) ?? ["ms", 1];
  return durationMs === 0 ? "0s" : `${durationMs / ms}${unit}`;
}

/** A check of a whole that only speaks when each part is right. */
export function expectThat<Value>(holds: (value: Value) => boolean, message: string) {
  return ({ value, issues }: z.core.ParsePayload<Value>): void => {
    if (issues.length === 0 && !holds(value)) {
      issues.push({ code: "custom", message, input: value });
    }
  };
}
