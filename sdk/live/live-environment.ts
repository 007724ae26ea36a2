import type { Environment } from "../foundation/environment.ts";
import { createSeededRandom } from "../foundation/seeded-random.ts";
import { createSequentialIds } from "../foundation/sequential-ids.ts";
import type { ScriptSandbox } from "../foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../sandbox/isolate-sandbox.ts";
import { createFetchHttpClient } from "./fetch-http-client.ts";
import { nodeSignatureVerifier } from "./node-signature-verifier.ts";
import { createSystemClock } from "./system-clock.ts";

export interface LiveEnvironmentOptions {
  /** Makes luck repeatable; time and network are not. */
  readonly seed: number | string;
  /** Real servers by the https host they stand for: `{ "ssp.example": "http://127.0.0.1:8787/hosts/ssp.example" }`. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Where scripts run; in this process by default. */
  readonly sandbox?: ScriptSandbox;
}

/** Real time and real sockets. Dispose of its `sandbox` when done. */
export function createLiveEnvironment(options: LiveEnvironmentOptions): Environment {
  const { seed, hosts = {}, sandbox = createIsolateSandbox() } = options;
  const random = createSeededRandom(seed);
  return {
    clock: createSystemClock(),
    random,
    ids: createSequentialIds(random.fork("ids")),
    // Whoever asks has a time limit of its own; this one only ends what nobody waits for.
    http: createFetchHttpClient({ hosts, timeoutMs: 60_000 }),
    sandbox,
    signatures: nodeSignatureVerifier,
  };
}
