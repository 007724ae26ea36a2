import * as fc from "fast-check";
import { z } from "zod";
import { MediationEventSchema, type MediationEvent } from "../../sdk/index.ts";

/** What this file reads of a JSON Schema. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const json = z.toJSONSchema(MediationEventSchema) as unknown as {
  readonly oneOf: readonly JsonSchema[];
};

/** Few enough of each for events to meet. A node's network is called like the node. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  requestId: ["request-1", "request-2", "request-3"],
  nodeId: ["alpha", "beta", "gamma"],
  networkId: ["alpha", "beta", "gamma"],
  adId: ["ad-1", "ad-2", "ad-3"],
  adSelectionId: ["-1", "-2"],
  callId: ["call-1", "call-2"],
  slotId: ["home"],
  renderUri: ["https://a.example/ad", "https://b.example/ad"],
};

/** Every kind of event, each with any facts that its schema allows. */
export const EVENT_ARBITRARIES: ReadonlyMap<string, fc.Arbitrary<MediationEvent>> = new Map(
  json.oneOf.map((schema) => [
    schema.properties?.["type"]?.const ?? "",
    toArbitrary(schema, "event").map(nameNetwork),
  ]),
);

export const anyEvent: fc.Arbitrary<MediationEvent> = fc.oneof(...EVENT_ARBITRARIES.values());

function nameNetwork(event: unknown): MediationEvent {
  const { nodeId } = event as { readonly nodeId?: string };
  const isOfNetwork = typeof event === "object" && event !== null && "networkId" in event;
  return (
    isOfNetwork && nodeId !== undefined ? { ...event, networkId: nodeId } : event
  ) as MediationEvent;
}

function toArbitrary(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) {
    return fc.oneof(...schema.anyOf.map((each) => toArbitrary(each, name)));
  }
  if (typeof schema.type === "object") {
    return fc.oneof(...schema.type.map((type) => toArbitrary({ ...schema, type }, name)));
  }
  switch (schema.type) {
    case "string":
      return fc.constantFrom(...(NAMES[name] ?? [`some ${name}`]));
    case "integer":
      return fc.integer({ min: Math.max(1, schema.minimum ?? 0), max: 9_000 });
    case "number":
      return fc.integer({ min: 0, max: 40_000 }).map((quarters) => quarters / 4);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(toArbitrary(schema.items ?? {}, name.replace(/s$/, "")), { maxLength: 3 });
    case "object":
      return toObject(schema);
    default:
      return fc.constant("any value");
  }
}

function toObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const facts = Object.entries(properties).map(([name, of]) => [name, toArbitrary(of, name)]);
  return fc.record(Object.fromEntries(facts) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
}
