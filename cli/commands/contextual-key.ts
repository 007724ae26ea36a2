import { createContextualKeyPair } from "../contextual-keys.ts";
import type { AddCommand } from "./command.ts";

export const addContextualKey: AddCommand = (program, { io }) => {
  program
    .command("contextual-key")
    .summary("make a key pair for contextual ads")
    .description(
      "Makes a new key pair for signing contextual ads. The public key goes into the scenario's device.conditions.contextualKeys, the private key to contextual-sign.",
    )
    .option("--json", "print JSON instead of YAML")
    .addHelpText("after", "\nExample:\n  fledgling contextual-key > key.yaml")
    .action(({ json = false }: { readonly json?: boolean }) => {
      const pair = createContextualKeyPair();
      const lines = Object.entries(pair).map(([name, key]) => `${name}: ${key}\n`);
      io.stdout(json ? `${JSON.stringify(pair, null, 2)}\n` : lines.join(""));
    });
};
