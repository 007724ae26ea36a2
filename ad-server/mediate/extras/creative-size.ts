import { z } from "zod";
import type { Imp } from "../imp-schema.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

/** Before the choice, so that the next best bid of a fitting size wins. */
export const creativeSize = defineExtra({
  fields: {
    check_size: optional(z.boolean()).describe("A bid has one of the sizes of its banner"),
  },
  open({ check_size: isChecked }, { findImp }) {
    if (!isChecked) return undefined;
    const known = new Map<Imp | undefined, ReadonlySet<string>>();
    const learn = (imp: Imp | undefined): ReadonlySet<string> => {
      const sizes = sizesOf(imp);
      known.set(imp, sizes);
      return sizes;
    };
    return {
      refuse({ bid: { imp_id: impId, w, h } }) {
        const imp = findImp(impId);
        const sizes = known.get(imp) ?? learn(imp);
        if (sizes.size === 0 || sizes.has(`${w}x${h}`)) return undefined;
        return { rule: "size-not-allowed", why: `${w}x${h} is none of ${listSome(sizes)}` };
      },
    };
  },
});

function sizesOf(imp: Imp | undefined): ReadonlySet<string> {
  const { banner } = imp ?? {};
  const own = banner?.w && banner.h ? [`${banner.w}x${banner.h}`] : [];
  return new Set([...own, ...(banner?.format ?? []).map(({ w, h }) => `${w}x${h}`)]);
}

const mostListed = 10;

function listSome(sizes: ReadonlySet<string>): string {
  const listed = [];
  for (const size of sizes) {
    if (listed.push(size) === mostListed) break;
  }
  const words = listed.join(", ");
  return sizes.size > mostListed ? `${words} and ${sizes.size - mostListed} more` : words;
}
