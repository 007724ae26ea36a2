import { PROFILES } from "../../sdk/index.ts";
import { toProfileName } from "../to-profile-name.ts";
import { renderProfile } from "../render/render-profile.ts";
import type { AddCommand } from "./command.ts";

export const addProfile: AddCommand = (program, { io, colours }) => {
  program
    .command("profile")
    .summary("list the flags and limits of a device")
    .description(
      "Lists every flag and limit of a profile: value, unit, and the name it has in Android.",
    )
    .argument("[name]", `one of ${Object.keys(PROFILES).join(", ")}`, "android-all-on")
    .option("--diff", "only what is set otherwise than in profile android")
    .addHelpText("after", "\nExample:\n  fledgling profile android-all-on --diff")
    .action((name: string, { diff = false }: { readonly diff?: boolean }) => {
      io.stdout(renderProfile(toProfileName(name), { isDiff: diff, colours }));
    });
};
