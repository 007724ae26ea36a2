import { expect, it } from "vitest";
import {
  loadScenario,
  replayTrace,
  runScenario,
  type LoadedScenario,
} from "../../../simulator/index.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const start = `version: 1
app: { appId: com.example.game }
slots: { home: { format: banner } }
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 2 } } }
adServer:
  slots:
    home:
      kind: chain
      nodes:
        - { networkId: alpha, ecpmUsd: 2 }
        - { nodeId: beta, networkId: alpha, ecpmUsd: 1 }
`;

async function load(steps: string): Promise<LoadedScenario> {
  const { path: cwd } = await aTempFolder({ "s.yaml": `${start}steps:\n${steps}` });
  return await loadScenario("s.yaml", { cwd });
}

const repeated = `  - advance: 1h
  - repeat: 2
    steps:
      - request: home
      - show
  - click
`;
const written = `  - advance: 1h
  - request: home
  - show
  - request: home
  - show
  - click
`;

it("carries out repeated steps as if they were written as often", async () => {
  const [short, long] = await Promise.all([load(repeated), load(written)]);

  const [ofShort, ofLong] = [await runScenario(short), await runScenario(long)];

  expect(short.scenario.steps).toEqual(long.scenario.steps);
  expect(ofShort.events.slice(1)).toEqual(ofLong.events.slice(1));
  expect(ofShort.requests.map(({ result }) => result.requestId)).toEqual([
    "request-1",
    "request-2",
  ]);
});

it("keeps in a trace what was written, so that a replay may repeat it more often", async () => {
  const { events } = await runScenario(await load(repeated));

  const same = await replayTrace(events);
  const more = await replayTrace(events, { set: { "steps.1.repeat": 3 } });

  expect(same.comparison.isEqual).toBe(true);
  expect(more.changes).toEqual([{ path: "steps.1.repeat", from: 2, to: 3 }]);
  expect(more.run.requests).toHaveLength(3);
});

it("forgets what is forced in a repeated step on a node that is left out", async () => {
  const { events } = await runScenario(
    await load(`  - repeat: 2
    steps: [{ force: { alpha: fill, beta: no-fill } }, { request: home }]
`),
  );

  const { run } = await replayTrace(events, { set: { "node.alpha.off": true } });

  expect(run.requests.map(({ result }) => result.kind)).toEqual(["no-fill", "no-fill"]);
});

it("names the place of a repeated step that ended otherwise, and its number in the run", async () => {
  const loaded = await load(`  - request: home
  - repeat: 2
    steps:
      - advance: 1h
      - runJob: maintenance
        expect: { console: [hello] }
`);

  const { unmetExpectations } = await runScenario(loaded);

  expect(unmetExpectations).toEqual([
    's.yaml:18:19  step 3 (runJob maintenance): expected "hello" on the console, got nothing',
    's.yaml:18:19  step 5 (runJob maintenance): expected "hello" on the console, got nothing',
  ]);
});
