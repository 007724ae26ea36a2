import { TimeSchema, toTimeMs } from "../management/fields.ts";

/** When something runs, as the documents write it; without a date it has no such end. */
export const flightFields = {
  start_date: TimeSchema.optional().describe("When it begins, in UTC; default: it has begun"),
  end_date: TimeSchema.optional().describe("When it is over, in UTC; default: never"),
};

interface Dates {
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
}

export function endsAfterItStarts({ start_date, end_date }: Dates): boolean {
  if (start_date === undefined || end_date === undefined) return true;
  return toTimeMs(start_date) < toTimeMs(end_date);
}

export const flightRule = { message: "A flight ends after it starts", path: ["end_date"] };

export function toFlight({ start_date, end_date }: Dates) {
  return {
    ...(start_date !== undefined && { startsAtMs: toTimeMs(start_date) }),
    ...(end_date !== undefined && { endsAtMs: toTimeMs(end_date) }),
  };
}
