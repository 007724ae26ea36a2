import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import { aTempFolder } from "../support/temp-folder.ts";

/** Signals, groups and /proc: what this file is about looks different elsewhere. */
const isLinux = process.platform === "linux";

const bin = fileURLToPath(new URL("../../cli/bin.ts", import.meta.url));

const endless = `version: 1
app: { appId: com.example.game }
device:
  customAudiences:
    - buyer: shoes.example
      name: runners
      ads: [{ renderUri: "https://shoes.example/ad" }]
sellers: { ssp.example: { decisionLogic: { inline: "" } } }
buyers: { shoes.example: { biddingLogic: { inline: "while (true);" } } }
steps:
${"  - selectAds: { seller: ssp.example, customAudienceBuyers: [shoes.example] }\n".repeat(50)}`;

/** A command line, first of a group of its own as in a terminal, in the middle of a script that does not end. */
async function startEndlessRun(...options: readonly string[]) {
  const { path: cwd } = await aTempFolder({ "scenario.yaml": endless });
  const argv = ["--conditions=fledgling-source", "--no-warnings", bin, "run", ".", ...options];
  const run = spawn(process.execPath, argv, { cwd, detached: true, stdio: "ignore" });
  const group = Number(run.pid);
  onTestFinished(() => {
    if (processesOf(group).length > 0) process.kill(-group, "SIGKILL");
  });
  const child = await vi.waitUntil(() => scriptProcessOf(group), { timeout: 20_000 });
  await vi.waitUntil(() => hasUsedCpu(child), { timeout: 20_000 });
  return { run, group, child };
}

interface Stat {
  readonly pid: number;
  readonly group: number;
  readonly cpuTicks: number;
}

/** Undefined when it has just ended. */
function readStat(pid: number): Stat | undefined {
  try {
    const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = afterName.split(" ");
    const cpuTicks = Number(fields[11]) + Number(fields[12]);
    return fields[0] === "Z" ? undefined : { pid, group: Number(fields[2]), cpuTicks };
  } catch {
    return undefined;
  }
}

function processesOf(group: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? [])
    .filter((stat) => stat.group === group)
    .map(({ pid }) => pid);
}

function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function scriptProcessOf(group: number): number | undefined {
  return processesOf(group).find((pid) => commandOf(pid).join(" ").includes("sandbox/child/entry"));
}

/** Half a second, which starting takes nobody: a script is running. */
function hasUsedCpu(pid: number): boolean {
  return (readStat(pid)?.cpuTicks ?? 0) > 50;
}

it.runIf(isLinux).each([
  ["a terminal interrupts all of them", -1],
  ["somebody interrupts the command alone", 1],
])("leaves no process behind when %s in the middle of a script", async (_, sign) => {
  const { run, group } = await startEndlessRun();

  process.kill(sign * group, "SIGINT");

  expect(await once(run, "exit")).toEqual([null, "SIGINT"]);
  await vi.waitUntil(() => processesOf(group).length === 0, { timeout: 10_000 });
});

it.runIf(isLinux)("runs scripts without their compilers when it is told to", async () => {
  const { child } = await startEndlessRun("--jitless");

  expect(commandOf(child)).toEqual(
    expect.arrayContaining(["--no-maglev", "--no-sparkplug", "--regexp-interpret-all"]),
  );
});
