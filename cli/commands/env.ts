import { PROFILES, resolveProfile } from "../../sdk/index.ts";
import { describeEnv, renderEnv } from "../render/render-env.ts";
import { toProfileName } from "../to-profile-name.ts";
import type { AddCommand } from "./command.ts";

interface EnvOptions {
  readonly profile: string;
  readonly json?: true;
}

export const addEnv: AddCommand = (program, { io, colours }) => {
  program
    .command("env")
    .summary("list what a decision script finds on a device")
    .description(
      "Lists what a decision script finds and what it misses, its limits, and the features that are off.",
    )
    .option("--profile <name>", `one of ${Object.keys(PROFILES).join(", ")}`, "android-all-on")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  fledgling env --profile android")
    .action(({ profile, json }: EnvOptions) => {
      const name = toProfileName(profile);
      const sections = describeEnv(resolveProfile(name));
      const document = { profile: name, sections };
      io.stdout(
        json ? `${JSON.stringify(document, null, 2)}\n` : renderEnv(name, sections, colours),
      );
    });
};
