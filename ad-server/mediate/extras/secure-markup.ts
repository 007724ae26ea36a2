import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

const insecure = /http(:|%3a)(\/\/|%2f%2f)?[^"'\s<>]{0,40}/i;

export const secureMarkup = defineExtra({
  fields: {
    check_secure: optional(z.boolean()).describe(
      "Where `imp.secure` is 1, markup names nothing by an `http:` address",
    ),
  },
  open({ check_secure: isChecked }, { findImp }) {
    if (!isChecked) return undefined;
    return {
      refuse({ bid: { imp_id: impId, adm } }) {
        if (findImp(impId)?.secure !== 1) return undefined;
        const [found] = insecure.exec(adm ?? "") ?? [];
        if (found === undefined) return undefined;
        return { rule: "not-secure", why: `its markup has "${found}"` };
      },
    };
  },
});
