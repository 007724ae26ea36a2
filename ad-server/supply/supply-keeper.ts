import type { JsonObject, JsonValue } from "../../sdk/foundation/json.ts";
import { mergePatch } from "../management/merge-patch.ts";
import { conflict, notFound } from "../management/refusals.ts";
import type { Resource } from "../management/resource.ts";
import { checkInput } from "../request-validator.ts";
import type { Stored } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import { nameOf, type SupplyResource } from "./supply.ts";

/** The things of one kind that a seller has set up; no two of a kind have one name. */
export function createSupplyKeeper(
  store: Store,
  { kind, noun, schema }: SupplyResource,
): Resource<object, object, unknown> {
  const kept = store.collection(kind);

  function find(id: number): Stored<JsonObject> {
    const thing = kept.get(id);
    if (thing === undefined) throw notFound(noun, id);
    return thing;
  }

  /** What a schema has made of JSON is JSON again, once what is undefined is left out. */
  function check(body: object, own?: number): JsonObject {
    const taken = kept.list().find((each) => each.id !== own && nameOf(each) === nameOf(body));
    if (taken === undefined) return body as JsonObject;
    const field = "slot_id" in body ? "slot_id" : "name";
    throw conflict(field, `There is a ${noun} "${nameOf(body)}"`);
  }

  function change(id: number, patch: JsonObject): Stored<JsonObject> {
    return store.transaction(() => {
      const { id: _id, ...before } = find(id);
      const changed = check(checkInput(schema, dropNulls(mergePatch(before, patch))), id);
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
    remove(id) {
      store.transaction(() => kept.remove(find(id).id));
    },
  };
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
