import type { Colors } from "picocolors/types.js";
import {
  DECISION_FUNCTIONS,
  PROFILE_SETTINGS,
  SCRIPT_LIMITS,
  SCRIPT_NAMES,
  type Profile,
  type ScriptNames,
} from "../../sdk/index.ts";
import { budgetOf, globalsOf } from "../../testing/index.ts";
import { wrapText } from "./wrap-text.ts";

/** A thing, whether it is there or how much of it, and what there is to say of it. */
interface EnvRow {
  readonly names: string;
  readonly value: string;
  readonly about: string;
}

export interface EnvSection {
  readonly title: string;
  readonly rows: readonly EnvRow[];
}

/** Everything that a script meets on a device with this profile. */
export function describeEnv(profile: Profile): readonly EnvSection[] {
  return [
    { title: "there", rows: [...globalRows(profile), ...nameRows("there")] },
    { title: "not there", rows: [...missingGlobalRows(profile), ...nameRows("missing")] },
    { title: "in Chrome's worklets only", rows: nameRows("chrome-only") },
    { title: "functions the device calls, and their time", rows: functionRows(profile) },
    { title: "limits", rows: limitRows(profile) },
    { title: "features that are off", rows: offRows(profile) },
  ];
}

function nameRows(wanted: ScriptNames["presence"]): readonly EnvRow[] {
  return SCRIPT_NAMES.filter(({ presence }) => presence === wanted).map(({ names, about }) => ({
    names: names.join(", "),
    value: "",
    about,
  }));
}

function globalRows(profile: Profile): readonly EnvRow[] {
  const { scriptConsoleAvailable, debugReportingEnabled } = profile.settings;
  const isReporting = isOffered("registerAdBeacon", profile);
  return [
    ...(scriptConsoleAvailable
      ? [row("console", "Captured in the trace; a phone shows it to developers only.")]
      : []),
    row(
      `forDebuggingOnly, in ${functionsWith("forDebuggingOnly")}`,
      debugReportingEnabled
        ? "Has reportAdAuctionWin(url) and reportAdAuctionLoss(url)."
        : "There, but does nothing: debugReportingEnabled is off.",
    ),
    ...(isReporting
      ? [
          row(
            `registerAdBeacon, in ${functionsWith("registerAdBeacon")}`,
            "To be called once, with one object.",
          ),
        ]
      : []),
  ];
}

function missingGlobalRows(profile: Profile): readonly EnvRow[] {
  const { scriptConsoleAvailable } = profile.settings;
  return [
    ...(scriptConsoleAvailable
      ? []
      : [row("console", "Its setting scriptConsoleAvailable is off.")]),
    ...(isOffered("registerAdBeacon", profile)
      ? []
      : [
          row(
            "registerAdBeacon",
            "Its setting registerAdBeaconEnabled is off: ask with typeof, or it throws.",
          ),
        ]),
  ];
}

function isOffered(name: "registerAdBeacon", profile: Profile): boolean {
  return DECISION_FUNCTIONS.some((each) => globalsOf(each, profile).includes(name));
}

function functionsWith(name: "forDebuggingOnly" | "registerAdBeacon"): string {
  const found = DECISION_FUNCTIONS.filter(({ globals }) => globals.some((each) => each === name));
  return [...new Set(found.map(({ functionName }) => functionName))].join(" and ");
}

function functionRows(profile: Profile): readonly EnvRow[] {
  return DECISION_FUNCTIONS.map(({ id, parameters, returns }) => ({
    names: id,
    value: `${budgetOf(id, profile)} ms`,
    about: `${parameters.length} arguments; returns ${returns}`,
  }));
}

function limitRows({ settings }: Profile): readonly EnvRow[] {
  const { memoryMb, argumentsBytes, resultBytes, consoleLines, cpuMs } = SCRIPT_LIMITS;
  return [
    limit("memory", `${memoryMb} MB`, "of one evaluation; more ends the script"),
    limit(
      "processor",
      `${cpuMs} ms`,
      "of the machine without a look at the clock, then it counts as endless",
    ),
    limit("arguments", `${argumentsBytes / 2 ** 20} MiB`, "of JSON, all calls of an evaluation"),
    limit("result", `${resultBytes / 2 ** 20} MiB`, "of JSON, all calls of an evaluation"),
    limit("console", `${consoleLines} lines`, "are kept of one evaluation"),
    limit("beacons", `${settings.maxBeaconsPerAdTech}`, "of one party for one ad"),
    limit("beacon key", `${settings.maxBeaconKeyBytes} B`, "in UTF-8"),
    limit("beacon address", `${settings.maxBeaconUriBytes} B`, "in UTF-8"),
  ];
}

/** Whatever can be on or off, and is off. */
function offRows({ settings }: Profile): readonly EnvRow[] {
  return PROFILE_SETTINGS.filter(({ name }) => settings[name] === false).map(
    ({ name, about, androidName }) => ({
      names: name,
      value: "",
      about: androidName === undefined ? about : `${about} (${androidName})`,
    }),
  );
}

function row(names: string, about: string): EnvRow {
  return { names, value: "", about };
}

function limit(names: string, value: string, about: string): EnvRow {
  return { names, value, about };
}

const LINE_WIDTH = 100;
const MAX_NAMES_WIDTH = 38;

export function renderEnv(
  name: string,
  sections: readonly EnvSection[],
  { bold, cyan, dim }: Colors,
): string {
  const head = `${bold(`What a decision script finds`)}  ${dim(`profile ${name}`)}`;
  const blocks = sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => {
      const lines = renderEnvRows(rows, { cyan, dim });
      return `\n${bold(title)}\n${lines.join("\n")}`;
    });
  return `${[head, ...blocks].join("\n")}\n`;
}

function renderEnvRows(
  rows: readonly EnvRow[],
  { cyan, dim }: Pick<Colors, "cyan" | "dim">,
): readonly string[] {
  const widest = Math.max(...rows.map(({ names }) => names.length));
  const namesWidth = Math.min(widest, MAX_NAMES_WIDTH);
  const valueWidth = Math.max(...rows.map(({ value }) => value.length));
  const indent = 2 + namesWidth + 2 + (valueWidth === 0 ? 0 : valueWidth + 2);
  return rows.flatMap(({ names, value, about }) => {
    const nameLines = wrapText(names, { width: namesWidth, indent: "" }).split("\n");
    const aboutLines = wrapText(about, { width: LINE_WIDTH - indent, indent: "" }).split("\n");
    const count = Math.max(nameLines.length, aboutLines.length);
    return Array.from({ length: count }, (_, at) => {
      const left = cyan((nameLines[at] ?? "").trim().padEnd(namesWidth));
      const middle = valueWidth === 0 ? "" : `  ${(at === 0 ? value : "").padStart(valueWidth)}`;
      return `  ${left}${middle}  ${dim((aboutLines[at] ?? "").trim())}`.trimEnd();
    });
  });
}
