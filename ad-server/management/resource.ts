import type { z } from "zod";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { checkInput } from "../request-validator.ts";
import type { Collection, Stored } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import { toTimeText } from "./fields.ts";
import { mergePatch } from "./merge-patch.ts";
import { notFound } from "./refusals.ts";

/** What can be done with the things of one kind. Whatever it refuses, it throws as an HttpError. */
export interface Resource<Fields, View, Filters> {
  list(filters?: Filters): readonly View[];
  get(id: number): View;
  add(fields: Fields): View;
  /** Merges: what the patch does not name stays. */
  change(id: number, patch: JsonObject): View;
  /** Always possible: whatever has become of what it was checked against. */
  setActive(id: number, active: boolean): View;
  remove(id: number, options?: { readonly force?: boolean }): void;
}

interface Keepable extends JsonObject {
  readonly active: boolean;
}

/** What is particular about the things of one kind. */
export interface Kind<Fields, Kept extends Keepable, View> {
  /** One of them, in a sentence. */
  readonly noun: string;
  readonly things: Collection<Kept & Modified>;
  readonly changed: z.ZodType<Fields>;
  /** What of a kept thing a client may write. */
  readonly toFields: (kept: Kept) => JsonObject;
  /** What is kept of the fields, unless something speaks against it. */
  readonly check: (fields: Fields, before?: Stored<Kept & Modified>) => Kept;
  readonly toView: (stored: Stored<Kept & Modified>) => View;
}

type Modified = { readonly last_modified: string };

/** What is the same for every kind. */
export function createResource<Fields, Kept extends Keepable, View>(
  { store, nowMs }: { readonly store: Store; readonly nowMs: () => number },
  { noun, things, changed, toFields, check, toView }: Kind<Fields, Kept, View>,
): Omit<Resource<Fields, View, never>, "list" | "remove"> {
  const stamp = (kept: Kept): Kept & Modified => ({ ...kept, last_modified: toTimeText(nowMs()) });

  function find(id: number): Stored<Kept & Modified> {
    const thing = things.get(id);
    if (thing === undefined) throw notFound(noun, id);
    return thing;
  }

  function replace(id: number, work: (before: Stored<Kept & Modified>) => Kept): View {
    return store.transaction(() => {
      const after = stamp(work(find(id)));
      things.replace(id, after);
      return toView({ ...after, id });
    });
  }

  return {
    get: (id) => toView(find(id)),
    add: (fields) => store.transaction(() => toView(things.add(stamp(check(fields))))),
    change: (id, patch) =>
      replace(id, (before) =>
        check(checkInput(changed, mergePatch(toFields(before), patch)), before),
      ),
    setActive: (id, active) => replace(id, (before) => ({ ...before, active })),
  };
}
