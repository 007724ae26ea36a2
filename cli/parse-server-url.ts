import { MediationError } from "../sdk/index.ts";
import { DEFAULT_SERVER_URL } from "../simulator/index.ts";

/** @throws MediationError ERR_CLI_USAGE */
export function parseServerUrl(text: string): string {
  if (/^https?:\/\/[^/\s]+\/?$/.test(text)) return text.replace(/\/$/, "");
  throw new MediationError("ERR_CLI_USAGE", `--server takes an address, got "${text}".`, {
    hint: `Write for example: --server ${DEFAULT_SERVER_URL}`,
  });
}
