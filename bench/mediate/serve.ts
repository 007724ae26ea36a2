/** One of the two servers of the bench, in a process of its own: `ours` or `bare`. */
import type { AddressInfo } from "node:net";
import { createAdServer } from "fledgling/ad-server";
import { createBareServer } from "./bare-server.ts";

const server = process.argv[2] === "ours" ? (await createAdServer({})).server : createBareServer();
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ peakKb: maxRSS, cpuMicros: userCPUTime + systemCPUTime });
});
