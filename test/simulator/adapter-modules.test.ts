import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { defineNetworkAdapter, z } from "fledgling/adapter-kit";
import {
  loadScenario,
  parseScenario,
  prepareScenario,
  runScenario,
} from "../../simulator/index.ts";
import { aScenario } from "../support/a-scenario.ts";
import { errorOf } from "../support/error-of.ts";
import { aTempFolder, type TempFolder } from "../support/temp-folder.ts";

const kit = pathToFileURL(resolve("sdk/adapter-kit.ts")).href;

/** A module with one adapter that always fills at `cpmUsd`. */
function aModule(id: string, cpmUsd = 2): string {
  return `import { defineNetworkAdapter, z } from "${kit}";
export const adapter = defineNetworkAdapter({
  id: "${id}",
  options: z.strictObject({ renderUri: z.string().default("https://own.example/ad") }),
  connect: ({ renderUri }: { renderUri: string }) => ({
    load: async () => ({ kind: "fill", renderUri, cpmUsd: ${cpmUsd} }),
  }),
});
`;
}

/** A scenario whose only node has the adapter `telepathy`; \`adapters\` is on line 4. */
function aScenarioText(adapters: readonly string[], options = "{}"): string {
  return `version: 1
app: { appId: com.example.game }
slots: { home: { format: banner } }
adapters: ${JSON.stringify(adapters)}
networks: { omega: { adapter: telepathy, options: ${options} } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: omega, ecpmUsd: 1 }] } } }
`;
}

async function aFolder(
  adapters: readonly string[],
  modules: Readonly<Record<string, string>>,
): Promise<TempFolder> {
  return await aTempFolder({ "scenario.yaml": aScenarioText(adapters), ...modules });
}

/** What loading the scenario in a folder fails with: the code, the problems as a user reads them, the hint. */
async function whyRefused(folder: TempFolder): Promise<readonly (string | undefined)[]> {
  const error = await errorOf(() => loadScenario("scenario.yaml", { cwd: folder.path }));
  const [, ...problems] = error.message.split("\n");
  return [error.code, ...problems.map((problem) => problem.trim()), error.hint];
}

const hint =
  "Paths start at the folder of the scenario; docs/how-to/add-a-network-adapter.md shows such a module.";

it("lets a network have an adapter out of a module of the scenario's own", async () => {
  const folder = await aFolder(["./telepathy.ts"], { "telepathy.ts": aModule("telepathy") });

  const loaded = await loadScenario("scenario.yaml", { cwd: folder.path });
  const { requests } = await runScenario(loaded);

  expect(loaded.adapters.map(({ id }) => id)).toEqual(["telepathy"]);
  expect(loaded.files).toEqual(
    ["scenario.yaml", "telepathy.ts"].map((file) => join(folder.path, file)),
  );
  expect(requests[0]?.result).toMatchObject({ kind: "filled", ad: { networkId: "omega" } });
});

it("takes an adapter as the default export, and one under two names for one", async () => {
  const twice = `${aModule("telepathy")}export default adapter;\nexport const HELP = "";`;
  const folder = await aFolder(["telepathy.mts"], { "telepathy.mts": twice });

  const { adapters } = await loadScenario("scenario.yaml", { cwd: folder.path });

  expect(adapters.map(({ id }) => id)).toEqual(["telepathy"]);
});

it("takes the adapters of a scenario in memory as they are", async () => {
  const telepathy = defineNetworkAdapter({
    id: "telepathy",
    options: z.strictObject({}),
    connect: () => ({ load: async () => ({ kind: "fill", renderUri: "https://a.example" }) }),
  });
  const scenario = aScenario({
    networks: { omega: { adapter: "telepathy" } },
    adServer: {
      slots: { "home-banner": { kind: "chain", nodes: [{ networkId: "omega", ecpmUsd: 1 }] } },
    },
  });

  const loaded = await prepareScenario(scenario, { adapters: [telepathy] });
  const { requests } = await runScenario(loaded);

  expect(requests[0]?.result.kind).toBe("filled");
});

it("reads a module again when it has changed", async () => {
  const folder = await aFolder(["telepathy.ts"], { "telepathy.ts": aModule("telepathy", 2) });
  const before = await runScenario(await loadScenario("scenario.yaml", { cwd: folder.path }));
  await folder.write("telepathy.ts", aModule("telepathy", 3));

  const after = await runScenario(await loadScenario("scenario.yaml", { cwd: folder.path }));

  const prices = [before, after].map(({ requests: [request] }) =>
    request?.result.kind === "filled" ? request.result.ad.cpmUsd : undefined,
  );
  expect(prices).toEqual([2, 3]);
});

it("checks the options of an adapter of one's own, along with everything else", async () => {
  const text = aScenarioText(["telepathy.ts"], "{ renderURI: x }").replace("banner", "baner");
  const folder = await aTempFolder({ "scenario.yaml": text, "telepathy.ts": aModule("telepathy") });

  expect(await whyRefused(folder)).toEqual([
    "ERR_SCENARIO_INVALID",
    'scenario.yaml:3:26  slots.home.format: expected one of "banner", "interstitial", "rewarded", "native", "app-open", got "baner", did you mean "banner"?',
    'scenario.yaml:5:53  networks.omega.options.renderURI: unknown key, did you mean "renderUri"?',
    "Change these places; docs/scenario-format.md describes every key.",
  ]);
});

it.each([
  [
    "a file that is not there",
    "telepaty.ts",
    "",
    'cannot be read: there is no such file, did you mean "telepathy.ts"?',
  ],
  [
    "a module that throws",
    "telepathy.ts",
    "\nthrow new Error('no luck today');",
    "throws when it is loaded: no luck today (telepathy.ts:2)",
  ],
  [
    "a module without exports",
    "telepathy.ts",
    "const a = 1;",
    "exports no network adapter, and nothing else: export what defineNetworkAdapter returns",
  ],
  [
    "a module with other exports",
    "telepathy.ts",
    "export const id = 'x'; export const OPTIONS = {}; export function connect() {}; export default [1];",
    'exports no network adapter, only OPTIONS (a map), connect (a function), default (a list), id ("x"): export what defineNetworkAdapter returns',
  ],
  [
    "two adapters",
    "telepathy.ts",
    `${aModule("one")}\nexport const other = { ...adapter, id: "two" };`,
    "exports more than one network adapter, adapter and other: give each a module of its own",
  ],
  [
    "an adapter without a name",
    "telepathy.ts",
    "export const mine = { id: 7, connect() {}, options: {} };",
    "exports mine, whose id is 7 and no name: make it with defineNetworkAdapter",
  ],
  [
    "an adapter whose connect is no function",
    "telepathy.ts",
    "export const mine = { id: 'telepathy', connect: 'me', options: {} };",
    'exports mine, whose connect is "me" and no function: make it with defineNetworkAdapter',
  ],
  [
    "an adapter without a schema",
    "telepathy.ts",
    "export const mine = { id: 'telepathy', connect() {}, options: { url: 'string' } };",
    "exports mine, whose options are no schema of zod 4: make it with defineNetworkAdapter",
  ],
  [
    "the id of a shipped adapter",
    "telepathy.ts",
    aModule("fixed-price"),
    'exports an adapter called "fixed-price", as one that ships with Fledgling is: give it an id of its own',
  ],
])("refuses %s", async (_case, path, module, why) => {
  const folder = await aFolder([path], { "telepathy.ts": module });

  expect(await whyRefused(folder)).toEqual([
    "ERR_ADAPTER_MODULE_INVALID",
    `scenario.yaml:4:12  adapters[0]: "${path}" ${why}`,
    hint,
  ]);
});

it("refuses every unusable module at once, each at its place", async () => {
  const folder = await aFolder(["./telepathy.ts", "other.ts", "./gone.ts"], {
    "telepathy.ts": aModule("telepathy"),
    "other.ts": aModule("telepathy"),
  });

  const error = await errorOf(() => loadScenario("scenario.yaml", { cwd: folder.path }));

  expect(await whyRefused(folder)).toEqual([
    "ERR_ADAPTER_MODULE_INVALID",
    'scenario.yaml:4:29  adapters[1]: "other.ts" exports an adapter called "telepathy", as the one of "./telepathy.ts" is: give it an id of its own',
    'scenario.yaml:4:40  adapters[2]: "./gone.ts" cannot be read: there is no such file',
    hint,
  ]);
  expect(error.details["files"]).toEqual(
    ["telepathy.ts", "other.ts", "gone.ts"].map((file) => join(folder.path, file)),
  );
});

it("refuses what is no path of a module", async () => {
  const folder = await aTempFolder({
    "scenario.yaml": aScenarioText([]).replace("adapters: []", "adapters: [a.json, 7]"),
  });

  expect(await whyRefused(folder)).toEqual([
    "ERR_SCENARIO_INVALID",
    'scenario.yaml:4:12  adapters[0]: expected the path of a module that ends in .ts, .mts, .js or .mjs, got "a.json"',
    "scenario.yaml:4:20  adapters[1]: expected a string, got 7",
    'scenario.yaml:5:31  networks.omega.adapter: unknown adapter "telepathy", expected one of on-device-auction, fixed-price, price-distribution, recorded, http-bidder, unreliable',
    "Change these places; docs/scenario-format.md describes every key.",
  ]);
});

it("says of a newer scenario that it is newer, before it runs any module", async () => {
  const folder = await aTempFolder({
    "scenario.yaml": aScenarioText(["gone.ts"]).replace("version: 1", "version: 2"),
  });

  const [code] = await whyRefused(folder);

  expect(code).toBe("ERR_SCENARIO_INVALID");
});

it("reads a scenario whose modules nobody has run", () => {
  const text = aScenarioText(["telepathy.ts"]);

  const { networks } = parseScenario(text, { path: "s.yaml" });

  expect(networks["omega"]?.adapter).toBe("telepathy");
});
