import { expect, it, onTestFinished } from "vitest";
import { createScenarioServer, loadScenario, runScenario } from "../../../simulator/index.ts";
import type { ScenarioRun } from "../../../simulator/index.ts";

const example = "examples/mediate-as-a-source";

/** Which ad each request got, for how much. */
function adsOf({ requests }: ScenarioRun): readonly unknown[] {
  return requests.map(({ result }) =>
    result.kind === "filled" ? decodeURIComponent(result.ad.renderUri ?? "") : result.kind,
  );
}

it("has the SDK show what the endpoint chose, live as in the simulation, and tell it of that", async () => {
  const loaded = await loadScenario(example);
  const server = await createScenarioServer(loaded);
  onTestFinished(() => server.close());
  const serverUrl = await server.listen({ host: "127.0.0.1", port: 0 });

  const simulated = await runScenario(loaded);
  const live = await runScenario(loaded, { mode: "live", serverUrl });

  expect(adsOf(live)).toEqual([
    'data:text/html;charset=utf-8,<img src="https://alpha.example/ad.png">',
    'data:text/html;charset=utf-8,<iframe src="https://direct.example/ad" width="320" height="480" frameborder="0" scrolling="no"></iframe>',
    "no-fill",
  ]);
  expect(adsOf(simulated)).toEqual(adsOf(live));
  expect((await server.inject("/reports")).json()).toEqual({
    reports: [
      { method: "GET", host: "alpha.example", path: "/report/win?price=1.2", body: "" },
      {
        method: "GET",
        host: "127.0.0.1",
        path: "/pixel?pid=alpha-1&bidder=alpha&imp=home&bid=1.2",
        body: "",
      },
    ],
  });
  expect((await server.inject("/reports/networks?level=server")).json()).toMatchObject({
    lines: [{ network_id: "alpha", impressions: 1, revenue_micros: 1200 }],
  });
});
