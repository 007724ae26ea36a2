import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";

it("says what a script finds on a phone as it ships, and which setting is in the way", async () => {
  const { exitCode, stdout } = await runCommandLine(["env", "--profile", "android"]);

  const [, there = "", missing = ""] = stdout.split("\n\n");
  expect(exitCode).toBe(0);
  expect(there).toContain("does nothing: debugReportingEnabled is off");
  expect(there).not.toContain("registerAdBeacon");
  expect(missing).toContain("registerAdBeaconEnabled is off");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});

it("has beacons where the profile has them", async () => {
  const { stdout } = await runCommandLine(["env"]);

  const [head, there = "", missing = ""] = stdout.split("\n\n");
  expect(head).toBe("What a decision script finds  profile android-all-on");
  expect(there).toContain("registerAdBeacon, in reportResult and");
  expect(missing).not.toContain("registerAdBeacon");
});

it("gives programs the same as JSON", async () => {
  const { stdout } = await runCommandLine(["env", "--json"]);

  const { profile, sections } = JSON.parse(stdout) as {
    readonly profile: string;
    readonly sections: readonly { readonly title: string; readonly rows: readonly object[] }[];
  };
  expect([profile, sections.map(({ title }) => title)]).toEqual([
    "android-all-on",
    [
      "there",
      "not there",
      "in Chrome's worklets only",
      "functions the device calls, and their time",
      "limits",
      "features that are off",
    ],
  ]);
  expect(sections[3]?.rows[0]).toEqual({
    names: "generateBid",
    value: "5000 ms",
    about: "6 arguments; returns { status: 0, ad, bid, adCost? }",
  });
});

it("knows no other profile", async () => {
  const { exitCode, stderr } = await runCommandLine(["env", "--profile", "andriod"]);

  expect([exitCode, stderr]).toEqual([
    2,
    'error ERR_CLI_USAGE: Unknown profile "andriod".\nhint: Did you mean android?\n',
  ]);
});
