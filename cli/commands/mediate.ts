import {
  ExplainedBidSchema,
  mediate,
  parseMediateRequest,
  type MediateAnswer,
  type ParsedMediation,
} from "../../ad-server/index.ts";
import { MediationError } from "../../sdk/index.ts";
import { DEFAULT_SERVER_URL } from "../../simulator/index.ts";
import { nameInput, readInputText } from "../read-input.ts";
import { renderMediation } from "../render/render-mediation.ts";
import type { AddCommand } from "./command.ts";

export const addMediate: AddCommand = (program, { io, colours }) => {
  program
    .command("mediate")
    .summary("choose the winners among bids")
    .description(
      "Answers a request of POST /adserver/mediate without a server: the winning bid of each impression, in OpenRTB's words.",
    )
    .argument("[file]", "JSON of the request; default: stdin")
    .option("--explain", "say of every bid what became of it, as a table")
    .addHelpText("after", "\nExample:\n  fledgling mediate request.json --explain")
    .action(async (file: string | undefined, { explain }: { readonly explain?: true }) => {
      const parsed = parse(await readInputText(file, io), file);
      if (explain === undefined) {
        io.stdout(`${JSON.stringify(answer(parsed, false), undefined, 2)}\n`);
        return;
      }
      const explained = ExplainedBidSchema.array().parse(answer(parsed, true).ext?.["explain"]);
      io.stdout(renderMediation(explained, colours));
    });
};

function parse(text: string, file: string | undefined): ParsedMediation {
  const parsed = parseMediateRequest(text);
  if (parsed.kind === "request") return parsed;
  const { status, message, problems } = parsed;
  const subject = `The request in ${nameInput(file)} is refused (${status})`;
  throw new MediationError("ERR_CONFIG_INVALID", `${subject}: ${message}`, {
    hint: "docs/mediate.md lists the fields of a request.",
    details: { problems },
  });
}

function answer({ request, invalidBids }: ParsedMediation, explain: boolean): MediateAnswer {
  const { ext } = request;
  const config = explain ? { ...ext.config, explain } : ext.config;
  return mediate(
    { ...request, ext: { ...ext, config } },
    { invalidBids, baseUrl: DEFAULT_SERVER_URL },
  );
}
