import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PageData } from "../../studio/page-data.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const scenario = `version: 1
app: { appId: com.example.game, mediation: { flow: programmatic } }
slots: { home: { format: banner } }
networks: { alpha: { adapter: price-distribution, options: { meanCpmUsd: 4, sigma: 1 } } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: alpha, ecpmUsd: 0 }] } } }
steps: [{ repeat: 30, steps: [{ request: home }, show] }]
`;

it("writes a page with every run's requests, and the beginning of the first scenario to play", async () => {
  const { path: cwd } = await aTempFolder({ "s.yaml": scenario });

  const { exitCode, stdout, stderr } = await runCommandLine(
    ["sweep", "s.yaml", "--vary", "network.alpha.shade=0.5,1", "--seed", "9", "-o", "page.html"],
    { cwd },
  );

  const html = await readFile(join(cwd, "page.html"), "utf8");
  const [, json = ""] = /<script type="application\/json" id="page-data">([^<]*)</.exec(html) ?? [];
  const { title, runs, sweep } = JSON.parse(json) as PageData;
  const [run] = runs;
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(title).toBe("Fledgling: sweep of network.alpha.shade");
  expect(stdout).toMatch(/\n\nwrote page\.html \(1\.\d MB\)\n$/);
  expect(sweep?.series.map(({ points }) => points.map(({ requests }) => requests.length))).toEqual([
    [30, 30],
  ]);
  expect(run?.facts).toMatchObject({ name: "s", seed: 9, hasBodies: false });
  expect(run?.requests).toHaveLength(20);
  expect(run?.scenarioSteps).toHaveLength(40);
  expect(run?.notices).toEqual([
    {
      kind: "events-left-out",
      tone: "neutral",
      text: expect.stringMatching(/^The page plays the first \d+ of \d+ events\.$/) as string,
      hint: "To play more of the run: fledgling view <scenario>",
    },
  ]);
});
