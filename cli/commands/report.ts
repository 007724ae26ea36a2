import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Option } from "commander";
import { renderReportCsv, type NetworkReport } from "../../ad-server/index.ts";
import { MediationError } from "../../sdk/index.ts";
import type { CliIo } from "../cli-io.ts";
import { reasonOf } from "../file-error.ts";
import { addServerOptions, type ServerOptions } from "../managed-kind.ts";
import { connectToServer, REPORT_ANSWER_MS } from "../management-client.ts";
import { renderNetworkReport } from "../render/render-network-report.ts";
import { withWaiting } from "../with-waiting.ts";
import type { AddCommand } from "./command.ts";

interface ReportOptions extends ServerOptions {
  readonly by: string;
  readonly level: string;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: string;
}

export const addReport: AddCommand = (program, { io, colours }) => {
  addServerOptions(program.command("report"))
    .summary("see how all networks of a running server do")
    .description(
      "Prints what networks were asked, what they showed, what they were expected to pay and what they paid.",
    )
    .addOption(byOption())
    .option("--from <day>", "first day, in UTC, such as 2026-11-01")
    .option("--to <day>", "last day")
    .addOption(
      new Option("--level <level>", "who saw it").choices(["sdk", "server"]).default("sdk"),
    )
    .option("--csv <file>", "write every number into a file; - for standard output")
    .addHelpText(
      "after",
      "\nExample:\n  fledgling report --by bid --from 2026-11-01 --csv bids.csv",
    )
    .action(async (options: ReportOptions) => {
      const client = connectToServer(options.server, io, REPORT_ANSWER_MS);
      const path = `/reports/networks?${toQuery(options)}`;
      const answer = await withWaiting(io, () => client.send("GET", path));
      const report = answer as NetworkReport;
      if (options.csv !== undefined) await writeCsv(options.csv, report, io);
      else if (options.json) io.stdout(`${JSON.stringify(report, null, 2)}\n`);
      else io.stdout(renderNetworkReport(report, colours));
    });
};

function byOption(): Option {
  const choices = ["network", "bid", "slot", "day"];
  return new Option("--by <what>", "what each line is about").choices(choices).default("network");
}

function toQuery({ by, level, from, to }: ReportOptions): string {
  const given = Object.entries({ by, level, from, to }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  );
  return new URLSearchParams(given).toString();
}

async function writeCsv(file: string, report: NetworkReport, io: CliIo): Promise<void> {
  const text = renderReportCsv(report);
  if (file === "-") {
    io.stdout(text);
    return;
  }
  await writeFile(resolve(io.cwd, file), text).catch((cause: unknown) => {
    throw new MediationError("ERR_CLI_UNWRITABLE", `Cannot write "${file}": ${reasonOf(cause)}.`, {
      cause,
      hint: "Name a file in a folder that you may write to, or - for standard output.",
    });
  });
}
