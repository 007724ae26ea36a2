import { z } from "zod";

const CollectedReportSchema = z.strictObject({
  method: z.enum(["GET", "POST"]),
  host: z.string(),
  /** With its query, as it was sent. */
  path: z.string(),
  /** Empty for a GET. */
  body: z.string(),
});
export type CollectedReport = z.infer<typeof CollectedReportSchema>;

/** Answer of `GET /reports`, in order of arrival. */
export const CollectedReportsSchema = z.strictObject({ reports: z.array(CollectedReportSchema) });

export interface ReportLog {
  add(report: CollectedReport): void;
  list(): readonly CollectedReport[];
  clear(): void;
}

/** Forgets the oldest reports beyond either bound, so that nobody can fill the memory by reporting. */
export function createReportLog(bounds: {
  readonly maxReports: number;
  readonly maxCharacters: number;
}): ReportLog {
  let reports: CollectedReport[] = [];
  let characters = 0;

  return {
    add(report) {
      reports.push(report);
      characters += weigh(report);
      while (reports.length > bounds.maxReports || characters > bounds.maxCharacters) {
        const oldest = reports.shift();
        if (oldest === undefined) return;
        characters -= weigh(oldest);
      }
    },
    list: () => reports,
    clear() {
      reports = [];
      characters = 0;
    },
  };
}

function weigh({ path, body }: CollectedReport): number {
  return path.length + body.length;
}
