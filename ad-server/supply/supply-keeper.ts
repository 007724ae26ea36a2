import type { JsonObject, JsonValue } from "../../sdk/foundation/json.ts";
import type { HttpError } from "../http-errors.ts";
import { tellMissingRate } from "../management/currency-rates.ts";
import type { Management } from "../management/management.ts";
import { mergePatch } from "../management/merge-patch.ts";
import { conflict, notFound, refuseProblems } from "../management/refusals.ts";
import type { Resource } from "../management/resource.ts";
import { checkInput } from "../request-validator.ts";
import type { Stored } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import { nameOf, type SupplyResource } from "./supply.ts";

interface Surroundings {
  readonly store: Store;
  readonly management: Pick<Management, "rates">;
  readonly nowMs: () => number;
}

/** The things of one kind that a seller has set up; no two of a kind have one name. */
export function createSupplyKeeper(
  { store, management: { rates }, nowMs }: Surroundings,
  { kind, noun, schema }: SupplyResource,
): Resource<object, object, unknown> {
  const kept = store.collection(kind);

  function find(id: number): Stored<JsonObject> {
    const thing = kept.get(id);
    if (thing === undefined) throw notFound(noun, id);
    return thing;
  }

  /** What a schema has made of JSON is JSON again, once what is undefined is left out. */
  function check(body: object, before?: Stored<JsonObject>): JsonObject {
    const { currency = "USD" }: { currency?: string } = body;
    if (currency !== before?.["currency"]) refuseWithoutRate(currency, rates.ratesAt(nowMs()));
    const others = kept.list().filter(({ id }) => id !== before?.id);
    if (others.some((other) => nameOf(other) === nameOf(body))) throw taken(noun, body);
    return body as JsonObject;
  }

  function change(id: number, patch: JsonObject): Stored<JsonObject> {
    return store.transaction(() => {
      const before = find(id);
      const { id: _id, ...fields } = before;
      const changed = check(checkInput(schema, dropNulls(mergePatch(fields, patch))), before);
      kept.replace(id, changed);
      return find(id);
    });
  }

  return {
    list: () => kept.list(),
    get: find,
    add: (body) => store.transaction(() => kept.add(check(body))),
    change,
    setActive: (id, active) => change(id, { active }),
    remove: (id) => void store.transaction(() => kept.remove(find(id).id)),
  };
}

function taken(noun: string, body: object): HttpError {
  const field = "slot_id" in body ? "slot_id" : "name";
  return conflict(field, `There is a ${noun} "${nameOf(body)}"`);
}

function refuseWithoutRate(currency: string, ratesUsd: Readonly<Record<string, number>>): void {
  const message = tellMissingRate(currency, ratesUsd);
  if (message !== undefined) refuseProblems([{ path: "currency", message }]);
}

/** Null unsets a field, as in JSON Merge Patch: it has its default again. */
function dropNulls(body: JsonObject): JsonObject {
  const entries = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isMap(value) ? dropNulls(value) : value]),
  );
}

function isMap(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
