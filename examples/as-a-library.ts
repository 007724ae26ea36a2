import { loadScenario, openSession } from "fledgling/simulator";

const session = await openSession(await loadScenario("examples/01-waterfall"));
session.sdk.on("node.timed-out", ({ nodeId, detail }) => console.log(`${nodeId}: ${detail}`));

const result = await session.sdk.requestAd({ slotId: "level-end" });
if (result.kind === "filled") {
  await result.ad.show();
  await result.ad.reportImpression();
  console.log(`${result.ad.networkId} shows ${result.ad.renderUri}`);
}
for (const { subject, rule } of result.ledger) console.log(`${subject}: ${rule}`);
await session.dispose();
