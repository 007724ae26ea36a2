import { HttpError } from "../http-errors.ts";
import type { Stored } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import { BUILT_IN_PARTNERS, CUSTOM_TYPES } from "./built-in-partners.ts";
import type { Partner, PartnerFields } from "./partner-schema.ts";
import { conflict, notFound } from "./refusals.ts";

/** Ids up to here are for built-in partners. */
const lastBuiltInId = 100;

export interface Partners {
  list(): readonly Partner[];
  find(id: number): Partner | undefined;
  get(id: number): Partner;
  add(fields: PartnerFields): Partner;
  /** @throws HttpError CONFLICT, if it is built in or has networks. */
  remove(id: number, networkNames: readonly string[]): void;
}

export function createPartners(store: Store): Partners {
  const kept = store.collection<PartnerFields>("partner");

  function list(): readonly Partner[] {
    return [...BUILT_IN_PARTNERS, ...kept.list().map(toPartner)];
  }

  function find(id: number): Partner | undefined {
    return list().find((partner) => partner.id === id);
  }

  function get(id: number): Partner {
    const partner = find(id);
    if (partner === undefined) throw notFound("partner", id);
    return partner;
  }

  return {
    list,
    find,
    get,
    add(fields) {
      return store.transaction(() => {
        if (list().some(({ name }) => name.toLowerCase() === fields.name.toLowerCase())) {
          throw conflict("name", `There is a partner "${fields.name}"`);
        }
        return toPartner(kept.add(fields));
      });
    },
    remove(id, networkNames) {
      const { name } = get(id);
      if (id <= lastBuiltInId) throw new HttpError("CONFLICT", `Partner "${name}" is built in.`);
      if (networkNames.length > 0) {
        const networks = networkNames.map((each) => `"${each}"`).join(", ");
        throw new HttpError("CONFLICT", `Partner "${name}" has networks: ${networks}.`);
      }
      store.transaction(() => kept.remove(id - lastBuiltInId));
    },
  };
}

function toPartner(stored: Stored<PartnerFields>): Partner {
  const { kind, supply } = CUSTOM_TYPES[stored.macro_type];
  return {
    ...stored,
    id: lastBuiltInId + stored.id,
    member_id: 1,
    integration_kind: kind,
    supply: [...supply],
  };
}
