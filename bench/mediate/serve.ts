/** One of the two servers of the bench, in a process of its own: `ours` or `bare`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdServer } from "fledgling/ad-server";

interface Bid {
  readonly imp_id: string;
  readonly price: number;
}
interface Body {
  readonly id: string;
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
  readonly bid: Readonly<Record<string, unknown>> & { readonly price: number };
}

const start = process.argv[2] === "ours" ? startOurs : startBare;
process.send?.(await start());
process.on("message", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ peakKb: maxRSS, cpuMicros: userCPUTime + systemCPUTime });
});

async function startOurs(): Promise<number> {
  const { server, listen } = await createAdServer({}).then((app) => ({
    server: app.server,
    listen: () => app.listen({ host: "127.0.0.1", port: 0 }),
  }));
  await listen();
  return (server.address() as AddressInfo).port;
}

/** What one would write by hand: no checks, no reasons, no creatives. */
async function startBare(): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = JSON.stringify(pick(JSON.parse(Buffer.concat(chunks).toString()) as Body));
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function pick({ id, ext }: Body): object {
  const best = new Map<string, Won>();
  for (const { bidder, bids } of ext.bidder_responses) {
    for (const { imp_id: impid, ...bid } of bids) {
      if (bid.price < ext.config.price_floor) continue;
      const { price = -1 } = best.get(impid)?.bid ?? {};
      if (bid.price > price) best.set(impid, { bidder, bid: { id: "1", impid, ...bid, mtype: 1 } });
    }
  }
  const seats = Map.groupBy(best.values(), ({ bidder }) => bidder);
  const seatbid = Array.from(seats, ([seat, won]) => ({ seat, bid: won.map(({ bid }) => bid) }));
  return { id, seatbid, cur: "USD" };
}
