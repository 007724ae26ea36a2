import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createAdServer } from "../../ad-server/index.ts";
import { inspectRawText } from "../../ad-server/mediate/inspect-raw-text.ts";
import { MediateRequestSchema } from "../../ad-server/mediate/mediate-request.ts";
import { parseMediateRequest } from "../../ad-server/mediate/parse-mediate-request.ts";
import { answerTo, requestFrom } from "../ad-server/mediate/a-mediate-request.ts";
import { anyBody, anyBrokenBody, anyBytes } from "../ad-server/mediate/any-body.ts";

interface Won {
  readonly seat: string;
  readonly price: number;
}

/** The document's rules, and nothing else (seed: mediate endpoint, winner selection). */
function choose(body: unknown): ReadonlyMap<string, Won> {
  const { ext } = requestFrom(body);
  const best = new Map<string, Won>();
  for (const { bidder, bids } of ext.bidder_responses) {
    for (const { imp_id: impId, price } of bids) {
      if (price < (ext.config?.price_floor ?? 0)) continue;
      if (price > (best.get(impId)?.price ?? -1)) best.set(impId, { seat: bidder, price });
    }
  }
  return best;
}

it("chooses whom ten lines would choose", () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const { seatbid } = answerTo(body);

      const won = seatbid.flatMap(({ seat, bid }) =>
        bid.map(({ impid, price }) => [impid, { seat, price }] as const),
      );
      expect(won).toHaveLength(new Map(won).size);
      expect(new Map(won)).toEqual(choose(body));
    }),
    { numRuns: 500 },
  );
});

it("changes nothing about who wins when it explains", () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const request = requestFrom(body);
      const explaining = structuredClone(request);
      Object.assign(explaining.ext.config ?? {}, { explain: true });

      const { ext, ...answer } = answerTo(explaining);

      expect(answer).toEqual(answerTo(request));
      const outcomes = ext?.["explain"] as readonly { readonly outcome: string }[];
      const bids = request.ext.bidder_responses.flatMap((response) => response.bids);
      expect(outcomes).toHaveLength(bids.length);
    }),
    { numRuns: 200 },
  );
});

it("takes only what a thorough look takes", () => {
  fc.assert(
    fc.property(anyBrokenBody, (text) => {
      const parsed = parseMediateRequest(text);

      if (parsed.kind === "refused") return;
      expect(MediateRequestSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
      expect(inspectRawText(text, [])).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it("answers anything, and never fails", async () => {
  const app = await createAdServer({});

  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      const { statusCode, headers, body } = await app.inject({
        method: "POST",
        url: "/adserver/mediate",
        payload: bytes,
      });

      const { error } = JSON.parse(body) as { readonly error?: { readonly status: number } };
      expect([200, 400, 422]).toContain(statusCode);
      expect([error?.status ?? 200, headers["access-control-allow-origin"]]).toEqual([
        statusCode,
        "*",
      ]);
    }),
    { numRuns: 2_000 },
  );
});
