import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";

interface Bid {
  readonly imp_id: string;
  readonly price: number;
  readonly adm?: string;
  readonly crid: string;
  readonly w: number;
  readonly h: number;
  readonly adomain: readonly string[];
}
interface Body {
  readonly id: string;
  readonly imp: readonly { readonly id: string }[];
  readonly ext: {
    readonly bidder_responses: readonly {
      readonly bidder: string;
      readonly bids: readonly Bid[];
    }[];
    readonly config: { readonly price_floor: number };
  };
}
interface Won {
  readonly bidder: string;
  readonly bid: Bid;
}

/** What one would write by hand: the same answers as the endpoint's, without a check, a reason or an extra. */
export function createBareServer(): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Body;
      const answer = JSON.stringify(pick(body, request.headers.host ?? ""));
      response.writeHead(200, {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-allow-headers": "*, content-type",
        "content-type": "application/json",
        "content-length": Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
}

function pick(body: Body, host: string): object {
  const best = new Map<string, Won>();
  for (const { bidder, bids } of body.ext.bidder_responses) {
    for (const bid of bids) {
      if (bid.price < body.ext.config.price_floor) continue;
      if (bid.price > (best.get(bid.imp_id)?.bid.price ?? -1)) {
        best.set(bid.imp_id, { bidder, bid });
      }
    }
  }
  const won = body.imp.flatMap(({ id }) => best.get(id) ?? []);
  const seatbid = Array.from(
    Map.groupBy(won, ({ bidder }) => bidder),
    ([seat, ofSeat]) => ({ seat, bid: ofSeat.map((each) => answerBid(each, body, host)) }),
  );
  return { id: body.id, seatbid, cur: "USD" };
}

function answerBid({ bidder, bid }: Won, body: Body, host: string): object {
  const { imp_id: impid, price, crid, w, h, adomain } = bid;
  const id = randomUUID().replaceAll("-", "");
  const adm = bid.adm ?? markup({ bidder, bid }, body, `id=${id}`, host);
  return { id, impid, price, adm, crid, w, h, mtype: 1, adomain };
}

function markup({ bidder, bid }: Won, { id, imp }: Body, idParameter: string, host: string) {
  const { imp_id: impId, price, crid, w, h } = bid;
  const metadata = {
    signature: { status: "NotPresent", details: { reason: "Mediation response" } },
    request: { id, imp: imp.filter((each) => each.id === impId) },
  };
  const query = `crid=${encodeURIComponent(crid)}&bid=${price.toFixed(2)}&sig=not_present&${idParameter}&imp=${encodeURIComponent(impId)}&bidder=${encodeURIComponent(bidder)}`;
  return `<!-- MOCKTIONEER_METADATA
${JSON.stringify(metadata, undefined, 2)}
-->
<div style="display:inline-block;position:relative;width:${w}px;height:${h}px">
  <iframe
    src="//${host}/static/creatives/${w}x${h}.html?${query}"
    width="${w}"
    height="${h}"
    frameborder="0"
    scrolling="no"
  ></iframe>
</div>
`;
}
