import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import type { DebugReport } from "./debug-report.ts";
import type { DebugReportSettings } from "./debug-report-settings.ts";

export type DebugReportLimits = Pick<
  DebugReportSettings,
  "maxDebugReportsPerHost" | "maxDebugUrlCharacters"
>;

export interface JudgedReport {
  readonly report: DebugReport;
  /** Why it is not sent; Android drops it without a word. */
  readonly problem: string | undefined;
}

/** Says of the reports of one auction which may go; hosts count one by one, a subdomain apart (spec: on-device 1.6). */
export function judgeDebugReports(
  reports: readonly DebugReport[],
  limits: DebugReportLimits,
): readonly JudgedReport[] {
  const countByHost = new Map<string, number>();
  return reports.map((report) => {
    const flaw = describeFlaw(report, limits);
    if (flaw !== undefined) return { report, problem: flaw };
    const host = hostOf(report.url) ?? "";
    const count = (countByHost.get(host) ?? 0) + 1;
    countByHost.set(host, count);
    const { maxDebugReportsPerHost: most } = limits;
    const problem = count > most ? `${host} is told ${most} times at most` : undefined;
    return { report, problem };
  });
}

function describeFlaw(
  { url, adTech, won, destination }: DebugReport,
  { maxDebugUrlCharacters }: DebugReportLimits,
): string | undefined {
  if (url === "") {
    const [end, wanted] = won ? ["won", "win"] : ["lost", "loss"];
    return `its custom audience ${end}, and the ${destination} registered no address for a ${wanted}`;
  }
  if (url.length > maxDebugUrlCharacters) {
    return `its address has ${url.length} characters; the limit is ${maxDebugUrlCharacters}`;
  }
  if (isHttps(url) && isOnDomain(hostOf(url), adTech)) return undefined;
  return `${JSON.stringify(url)} is not https on ${adTech} or a subdomain`;
}
