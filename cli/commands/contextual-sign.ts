import {
  CONTEXTUAL_TEST_KEY,
  ContextualAdsSchema,
  MediationError,
  parseOptions,
  serializeContextualAds,
} from "../../sdk/index.ts";
import type { CliIo } from "../cli-io.ts";
import { signContextualAds } from "../contextual-keys.ts";
import { readInput } from "../read-input.ts";
import type { AddCommand } from "./command.ts";

interface SignOptions {
  readonly key?: string;
  readonly text?: true;
}

export const addContextualSign: AddCommand = (program, { io }) => {
  program
    .command("contextual-sign")
    .summary("sign contextual ads")
    .description(
      "Signs the contextual ads of a buyer as Android verifies them, and prints them with their signature.",
    )
    .argument("[file]", "JSON or YAML with buyer, decisionLogicUri and adsWithBid; default: stdin")
    .option("--key <file>", "what contextual-key printed; default: the public test key")
    .option("--text", "print the text that is signed instead")
    .addHelpText("after", "\nExample:\n  fledgling contextual-sign ads.yaml --key key.yaml")
    .action((file: string | undefined, options: SignOptions) => sign(file, options, io));
};

async function sign(file: string | undefined, options: SignOptions, io: CliIo): Promise<void> {
  const ads = parseOptions(ContextualAdsSchema, await readInput(file, io), "contextual ads");
  if (options.text) return io.stdout(`${serializeContextualAds(ads)}\n`);
  const signed = signContextualAds(ads, await readPrivateKey(options.key, io));
  io.stdout(`${JSON.stringify(signed, null, 2)}\n`);
}

async function readPrivateKey(file: string | undefined, io: CliIo): Promise<string> {
  if (file === undefined) return CONTEXTUAL_TEST_KEY.privateKey;
  const pair: unknown = await readInput(file, io);
  const isPair = typeof pair === "object" && pair !== null && "privateKey" in pair;
  if (isPair && typeof pair.privateKey === "string") return pair.privateKey;
  throw new MediationError("ERR_CLI_UNREADABLE", `There is no privateKey in "${file}".`, {
    hint: "Make a pair with: fledgling contextual-key > key.yaml",
  });
}
