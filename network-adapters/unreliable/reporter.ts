import type { Network } from "../../sdk/adapter-kit.ts";
import type { UnreliableOptions } from "./options.ts";

type Reporter = Required<Pick<Network, "reportImpression" | "reportEvent">>;

/** What becomes of reports of impressions and interactions: those that work are the wrapped network's. */
export function createReporter(reports: UnreliableOptions["reports"], inner: Network): Reporter {
  switch (reports) {
    case "works":
      return {
        reportImpression: async (ad, origin) => inner.reportImpression?.(ad, origin),
        reportEvent: async (ad, event, origin) => inner.reportEvent?.(ad, event, origin),
      };
    case "throws":
      return { reportImpression: throwInstead, reportEvent: throwInstead };
    case "hangs":
      return { reportImpression: hang, reportEvent: hang };
  }
}

const throwInstead = () => Promise.reject(new Error("its reports throw, as its options say"));
const hang = () => new Promise<never>(() => undefined);
