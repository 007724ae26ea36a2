import type { JsonObject } from "../sdk/foundation/json.ts";
import type { AdServerConfig, ConfiguredHost } from "./ad-server-config.ts";
import { HttpError, type ErrorDetail } from "./http-errors.ts";
import { unknownName } from "./unknown-name.ts";

/** What is at a path of a hosted name. */
export type Hosted =
  | { readonly kind: "script"; readonly source: string }
  | { readonly kind: "signals"; readonly values: JsonObject }
  | { readonly kind: "report-path" };

export interface HostDirectory {
  /** @throws HttpError NOT_FOUND, naming what there is instead. */
  find(hostname: string, path: string): Hosted;
}

interface Host {
  readonly byPath: ReadonlyMap<string, Hosted>;
  readonly reportPaths: readonly string[];
}

export function createHostDirectory(hosts: AdServerConfig["hosts"]): HostDirectory {
  const hostByName = new Map(Object.entries(hosts).map(([name, host]) => [name, openHost(host)]));

  return {
    find(hostname, path) {
      const host = hostByName.get(hostname.toLowerCase());
      if (host === undefined) {
        throw new HttpError("NOT_FOUND", unknownName("host", hostname, [...hostByName.keys()]));
      }
      const wanted = canonicalPath(path);
      const hosted = host.byPath.get(wanted);
      if (hosted !== undefined) return hosted;
      if (host.reportPaths.some((prefix) => wanted.startsWith(prefix))) {
        return { kind: "report-path" };
      }
      const message = `Host "${hostname}" has nothing at "${wanted}".`;
      throw new HttpError("NOT_FOUND", message, listPaths(host));
    },
  };
}

function openHost({ scripts, signals, reportPaths }: ConfiguredHost): Host {
  const byPath = new Map<string, Hosted>();
  for (const [path, values] of Object.entries(signals)) {
    byPath.set(canonicalPath(path), { kind: "signals", values });
  }
  for (const [path, source] of Object.entries(scripts)) {
    byPath.set(canonicalPath(path), { kind: "script", source });
  }
  return { byPath, reportPaths: reportPaths.map(canonicalPath) };
}

/** The path as a URL spells it: what was configured and what was requested meet in one spelling. */
function canonicalPath(path: string): string {
  return new URL(`https://host${path}`).pathname;
}

function listPaths({ byPath, reportPaths }: Host): readonly ErrorDetail[] {
  return [
    ...Array.from(byPath, ([path, { kind }]) => ({ path, message: `is here: ${kind}` })),
    ...reportPaths.map((path) => ({ path: `${path}*`, message: "collects reports" })),
  ];
}
