import { expect, it } from "vitest";
import { PROFILE_SETTINGS, PROFILES, type ProfileName } from "../../../sdk/index.ts";
import { runCommandLine } from "../../support/run-command-line.ts";

const names = Object.keys(PROFILES) as ProfileName[];

/** Name and value of the settings that were printed. */
function settingsIn(stdout: string): Readonly<Record<string, string>> {
  const rows = stdout.matchAll(/^ {2}(\w+) +(\S+)/gm);
  return Object.fromEntries(Array.from(rows, ([, name = "", value = ""]) => [name, value]));
}

it.each(names)("lists every setting of profile %s with its value", async (name) => {
  const { exitCode, stdout, stderr } = await runCommandLine(["profile", name]);

  const expected = Object.entries(PROFILES[name]).map(([key, value]) => [key, String(value)]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(settingsIn(stdout)).toEqual(Object.fromEntries(expected));
});

it("takes android-all-on where nobody names a profile", async () => {
  const [unnamed, named] = [
    await runCommandLine(["profile"]),
    await runCommandLine(["profile", "android-all-on"]),
  ];

  expect(unnamed).toEqual(named);
});

it("says under each setting what Android calls it", async () => {
  const { stdout } = await runCommandLine(["profile", "proposal"]);

  const lines = stdout.split("\n");
  const told = PROFILE_SETTINGS.map(({ name }) => {
    const index = lines.findIndex((line) => line.startsWith(`  ${name} `));
    return [name, lines[index + 1]?.trim()];
  });
  expect(told).toEqual(
    PROFILE_SETTINGS.map(({ name, androidName = "no flag in Android" }) => [name, androidName]),
  );
});

it("shows unit and Android's value of what differs, in columns", async () => {
  const { stdout } = await runCommandLine(["profile", "android-all-on"]);

  const [head, ...rows] = stdout.split("\n");
  const valueEnds = rows.flatMap((row) => /^ {2}\w+ +\S+/.exec(row)?.[0].length ?? []);
  expect(head).toMatch(/^android-all-on {2}\d+ settings, \d+ of them otherwise than in android$/);
  expect(stdout).toMatch(
    /^ {2}selectAdsPermitsPerSecond +0 \/s {2}android 1\n {4}FLEDGE_SELECT_ADS_REQUEST_PERMITS_PER_SECOND$/m,
  );
  expect(stdout).toMatch(/^ {2}registerAdBeaconEnabled +true {5}android false$/m);
  expect(stdout).toMatch(/^ {2}scoringTimeoutMs +5000 ms$/m);
  expect(new Set(valueEnds).size).toBe(1);
});

it.each(names)("keeps profile %s to 80 columns", async (name) => {
  const { stdout } = await runCommandLine(["profile", name]);

  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

it("shows with --diff only what is otherwise than in android", async () => {
  const { stdout } = await runCommandLine(["profile", "proposal", "--diff"]);

  const different = PROFILE_SETTINGS.map(({ name }) => name).filter(
    (name) => PROFILES.proposal[name] !== PROFILES.android[name],
  );
  expect(Object.keys(settingsIn(stdout))).toEqual(different);
});

it("has nothing to show of the difference between android and itself", async () => {
  const { stdout } = await runCommandLine(["profile", "android", "--diff"]);

  expect(stdout).toMatch(/^android {2}\d+ settings, 0 of them otherwise than in android\n$/);
});

it.each([
  ["androd", "Did you mean android?"],
  ["toString", "There are android, android-all-on, proposal."],
])("does not know profile %s", async (name, hint) => {
  const result = await runCommandLine(["profile", name]);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_USAGE: Unknown profile "${name}".\nhint: ${hint}\n`,
  });
});
