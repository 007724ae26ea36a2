import { expect, it } from "vitest";
import { createReportLog, type CollectedReport } from "../../ad-server/report-log.ts";

function aReport(path: string, body = ""): CollectedReport {
  return { method: "POST", host: "ssp.example", path, body };
}

it("forgets the oldest report beyond its number", () => {
  const log = createReportLog({ maxReports: 2, maxCharacters: 100 });

  for (const path of ["/1", "/2", "/3"]) log.add(aReport(path));

  expect(log.list()).toEqual([aReport("/2"), aReport("/3")]);
});

it("forgets as many of the oldest as a long one needs, and a report that fits nowhere", () => {
  const log = createReportLog({ maxReports: 100, maxCharacters: 10 });

  for (const path of ["/1", "/2", "/3"]) log.add(aReport(path));
  log.add(aReport("/4", "123456"));
  const afterLong = [...log.list()];
  log.add(aReport("/5", "x".repeat(100)));

  expect(afterLong).toEqual([aReport("/3"), aReport("/4", "123456")]);
  expect(log.list()).toEqual([]);
});

it("has all its room again once cleared", () => {
  const log = createReportLog({ maxReports: 100, maxCharacters: 10 });
  log.add(aReport("/12345678"));

  log.clear();
  log.add(aReport("/87654321"));

  expect(log.list()).toEqual([aReport("/87654321")]);
});
