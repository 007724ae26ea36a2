import type { ReturnedValue } from "../../foundation/script-sandbox.ts";

const unexplained = "not-available";

/** What a seller may say; every other word counts as none (spec: on-device 1.6). */
const REJECT_REASONS: readonly string[] = [
  unexplained,
  "invalid-bid",
  "bid-below-auction-floor",
  "pending-approval-by-exchange",
  "disapproved-by-exchange",
  "blocked-by-publisher",
  "language-exclusions",
  "category-exclusions",
];

/** The `rejectReason` of what scoreAd returned. */
export function readRejectReason(returned: ReturnedValue | undefined): string {
  const value = returned?.kind === "value" ? returned.value : null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return unexplained;
  const reason = (value as { readonly rejectReason?: unknown }).rejectReason;
  return typeof reason === "string" && REJECT_REASONS.includes(reason) ? reason : unexplained;
}
