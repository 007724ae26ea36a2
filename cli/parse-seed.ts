import { MediationError } from "../sdk/index.ts";

/** @throws MediationError ERR_CLI_USAGE */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new MediationError("ERR_CLI_USAGE", `--seed takes a whole number, got "${text}".`, {
    hint: "Write for example: --seed 7",
  });
}
