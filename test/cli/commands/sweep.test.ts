import { expect, it } from "vitest";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

/** Alpha is worth 4; in `fixed` it sells at 3, in `bids` it bids a part of its worth. */
const files = {
  "fixed.yaml": aScenario("waterfall", "{ networkId: alpha, ecpmUsd: 3, floorCpmUsd: 3 }"),
  "bids.yaml": aScenario("programmatic", "{ networkId: alpha, ecpmUsd: 0 }"),
  "none.yaml": "version: 1\napp: { appId: a }\nslots: { home: { format: banner } }\n",
};

function aScenario(flow: string, node: string): string {
  return `version: 1
seed: 5
app: { appId: com.example.game, mediation: { flow: ${flow} } }
slots: { home: { format: banner } }
networks:
  alpha: { adapter: price-distribution, options: { meanCpmUsd: 4, sigma: 0, availability: 1 } }
adServer: { slots: { home: { kind: chain, nodes: [${node}] } } }
steps: [{ repeat: 3, steps: [{ request: home }, show] }]
`;
}

async function sweep(...argv: readonly string[]): Promise<CliResult> {
  const { path: cwd } = await aTempFolder(files);
  return await runCommandLine(["sweep", ...argv], { cwd });
}

it("puts scenarios beside each other, and says who is ahead where", async () => {
  const result = await sweep("fixed.yaml", "bids.yaml", "--vary", "network.*.shade=0.5..1:0.25");

  expect(result).toEqual({
    exitCode: 0,
    stdout: `RPM, USD per thousand ad requests; * is the best of a row

network.*.shade     fixed        bids
0.5              3.00 USD *  2.00 USD
0.75             3.00 USD *  3.00 USD *
1                3.00 USD    4.00 USD *

fixed leads at 0.5, fixed and bids are level at 0.75, bids leads at 1.
3 requests each, seed 5: the same luck for all. It holds for the world that the
scenarios assume.
`,
    stderr: "",
  });
});

it("shows another metric, with another seed, of one scenario", async () => {
  const { stdout } = await sweep(
    "bids.yaml",
    "--vary",
    "node.alpha.floor=1,9",
    "--metric",
    "fill-rate",
    "--seed",
    "6",
  );

  expect(stdout).toBe(`fill rate, share of ad requests that got an ad

node.alpha.floor    bids
1                 100.0%
9                   0.0%

Best at 1: fill rate 100.0%.
3 requests each, seed 6: the same luck for all. It holds for the world that the
scenarios assume.
`);
});

it("has every number for programs", async () => {
  const { stdout } = await sweep("bids.yaml", "--vary", "network.*.shade=0.5", "--json");

  const document = JSON.parse(stdout) as { readonly scenarios: readonly unknown[] };
  const request = { winner: "node alpha", paidCpmUsd: 2 };
  expect(document).toEqual({
    setting: "network.*.shade",
    values: [0.5],
    seed: 5,
    scenarios: [
      {
        name: "bids",
        settings: ["network.alpha.shade"],
        points: [
          {
            value: 0.5,
            metrics: {
              rpmUsd: 2,
              fillRate: 1,
              observedEcpmUsd: 2,
              callsPerRequest: 2,
              "latencyMs.p50": expect.any(Number) as number,
              "latencyMs.p95": expect.any(Number) as number,
            },
            requests: [1, 2, 3].map((n) => ({ requestId: `request-${n}`, ...request })),
          },
        ],
      },
    ],
  });
});

it.each([
  [["fixed.yaml"], 'Required option "--vary <path=values>" not specified.'],
  [["--vary", "seed=1,2"], 'Missing required argument "scenario".'],
  [["fixed.yaml", "--vary", "seed"], "--vary takes PATH=VALUES"],
  [["fixed.yaml", "none.yaml", "--vary", "network.*.shade=1"], '"none.yaml" has no such setting'],
  [["fixed.yaml", "--vary", "seed=1", "--metric", "rmp"], "Allowed choices are rpm, fill-rate,"],
  [["fixed.yaml", "--vary", "seed=1", "-o", "fixed.yaml"], "what it is to show is read from it"],
  [["fixed.yaml", "--vary", "flow=hybrid", "-o", "no/page.html"], "no such file or directory"],
  [["fixed.yaml", "--vary", "flow=hybrid", "-o", "."], "it is a folder"],
  [["fixed.yaml", "--vary", "flow=hybrid", "-o", "none.yaml/page.html"], "not a directory"],
  [["fixed.yaml", "--vary", "flow=hybrid", "--vary", "seed=1"], "a sweep varies one setting"],
])("refuses %j", async (argv, why) => {
  const { exitCode, stdout, stderr } = await sweep(...argv);

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(why);
});
