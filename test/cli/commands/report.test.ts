import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

type Report = (...argv: readonly string[]) => Promise<CliResult>;

/** A command line beside a server that has heard the story of CoolAds (seed: mediation). */
async function besideCoolAds(cwd = "/"): Promise<Report> {
  const app = await createAdServer({});
  onTestFinished(() => app.close());
  const of = { at: "2026-11-21T10:00:00Z", network_id: "CoolAds", bid_id: "top", slot_id: "home" };
  const price = { cpm_usd: 2 };
  const events = [
    ...[80, 90, 100, 240].flatMap((latency_ms) => [
      { ...of, kind: "request" },
      { ...of, kind: latency_ms > 200 ? "no-ad" : "response", latency_ms },
    ]),
    ...[1, 2, 3].flatMap(() => [
      { ...of, kind: "win", ...price, runner_up_cpm_usd: 1.75 },
      { ...of, kind: "impression", ...price },
    ]),
    { ...of, kind: "click" },
    { ...of, kind: "request", network_id: "an-exchange-with-a-very-long-name" },
  ].map((event, index) => ({ ...event, event_id: `event-${index}` }));
  await app.inject({ method: "POST", url: "/events", payload: events });
  await app.inject({
    method: "PUT",
    url: "/payouts",
    payload: { date: "2026-11-21", network_id: "CoolAds", revenue: "0.003", impressions: 3 },
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return (...argv) => runCommandLine(["report", ...argv, "--server", url], { cwd });
}

it("shows in 80 columns what was expected, what was paid, and what the choice cost", async () => {
  const report = await besideCoolAds();

  const { exitCode, stdout, stderr } = await report();

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  await expect(stdout).toMatchFileSnapshot("./snapshots/report.txt");
});

it("reports by bid, slot and day, within days", async () => {
  const report = await besideCoolAds();

  const outputs = [
    await report("--by", "bid"),
    await report("--by", "slot"),
    await report("--by", "day", "--from", "2026-11-21", "--to", "2026-11-21"),
    await report("--from", "2026-11-22"),
  ].map(({ stdout }) => stdout.split("\n").at(2)?.split(/ {2,}/).slice(0, 2));

  expect(outputs).toEqual([["CoolAds / top", "4"], ["home", "5"], ["2026-11-21", "5"], undefined]);
});

it("has every number as JSON and as CSV", async () => {
  const { path: cwd } = await aTempFolder();
  const report = await besideCoolAds(cwd);

  const json = await report("--json");
  const csv = await report("--csv", "-");
  const written = await report("--csv", "report.csv");

  const { lines } = JSON.parse(json.stdout) as { lines: readonly Record<string, unknown>[] };
  const [head] = csv.stdout.split("\n");
  expect(head).toBe(Object.keys(lines[0] ?? {}).join(","));
  expect([written.stdout, await readFile(path.join(cwd, "report.csv"), "utf8")]).toEqual([
    "",
    csv.stdout,
  ]);
});

it("says what is wrong with a day, a file or an address", async () => {
  const report = await besideCoolAds();

  const results = [
    await report("--from", "soon"),
    await report("--csv", "nowhere/report.csv"),
    await report("--by", "colour"),
    await runCommandLine(["report", "--server", "http://127.0.0.1:1"]),
  ].map(({ exitCode, stderr }) => [exitCode, /error (\w+)/.exec(stderr)?.[1]]);

  expect(results).toEqual([
    [2, "ERR_SERVER_REFUSED"],
    [2, "ERR_CLI_UNWRITABLE"],
    [2, "ERR_CLI_USAGE"],
    [2, "ERR_SERVER_UNREACHABLE"],
  ]);
});
