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
    return {
      refuse({ bid: { imp_id: impId, w, h } }) {
        const sizes = sizesOf(findImp(impId));
        if (sizes.length === 0 || sizes.includes(`${w}x${h}`)) return undefined;
        return { rule: "size-not-allowed", why: `${w}x${h} is none of ${sizes.join(", ")}` };
      },
    };
  },
});

function sizesOf(imp: Imp | undefined): readonly string[] {
  const { banner } = imp ?? {};
  const own = banner?.w && banner.h ? [`${banner.w}x${banner.h}`] : [];
  return [...own, ...(banner?.format ?? []).map(({ w, h }) => `${w}x${h}`)];
}
