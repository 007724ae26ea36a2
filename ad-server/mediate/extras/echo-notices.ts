import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { readText } from "../read-text.ts";

/** For whoever passes the answer on to something that calls notices by itself, such as an SDK. */
export const echoNotices = defineExtra({
  fields: {
    echo_notices: optional(z.boolean()).describe(
      "Winners are answered with their `nurl`, `burl` and `lurl` as they came",
    ),
  },
  open({ echo_notices: isWanted }) {
    if (!isWanted) return undefined;
    return {
      noticesOf({ entry: { bid } }) {
        const notices = ["nurl", "burl", "lurl"].map(
          (name) => [name, readText(bid, name)] as const,
        );
        return Object.fromEntries(notices.filter(([, url]) => url !== undefined));
      },
    };
  },
});
