import { MediationError, type Network, type NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import type { UnreliableOptions } from "./options.ts";

type Wraps = NonNullable<UnreliableOptions["wraps"]>;

/** More than anybody has use for; options that hold themselves have no end. */
const mostWraps = 8;

/** @throws MediationError ERR_CONFIG_INVALID for an unknown adapter, its wrong options, or wraps without end */
export function connectWrapped(wraps: Wraps, { connect }: NetworkEnvironment): Network {
  if (countWraps(wraps) > mostWraps) {
    throw new MediationError(
      "ERR_CONFIG_INVALID",
      `Invalid options for network adapter "unreliable": it wraps itself more than ${mostWraps} times over.`,
      { hint: "Wrap the network itself: each layer can spoil one thing." },
    );
  }
  return connect(wraps.adapter, wraps.options);
}

function countWraps(wraps: Wraps): number {
  let layers = 1;
  for (let layer = innerOf(wraps); layer !== undefined; layer = innerOf(layer)) {
    layers += 1;
    if (layers > mostWraps) return layers;
  }
  return layers;
}

interface Layer {
  readonly adapter: unknown;
  readonly options: unknown;
}

/** What a layer of this adapter wraps in turn. */
function innerOf({ adapter, options }: Layer): Layer | undefined {
  if (adapter !== "unreliable") return undefined;
  const wraps = partOf(options, "wraps");
  if (wraps === undefined || wraps === null) return undefined;
  return { adapter: partOf(wraps, "adapter"), options: partOf(wraps, "options") };
}

function partOf(whole: unknown, key: string): unknown {
  return typeof whole === "object" && whole !== null
    ? (Reflect.get(whole, key) as unknown)
    : undefined;
}
