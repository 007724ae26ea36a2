import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { COMMANDS } from "../cli/commands/index.ts";
import { EXIT_OK, exitCodeOf } from "../cli/exit-codes.ts";
import { NETWORK_ADAPTERS } from "../network-adapters/index.ts";
import type { NetworkAdapter, NetworkEnvironment } from "../sdk/adapter-kit.ts";
import {
  AdServices,
  createIsolateSandbox,
  createSeededRandom,
  createSequentialIds,
  ERROR_CODES,
  LOSS_RULES,
  MediationError,
  MediationEventSchema,
  nodeSignatureVerifier,
  PROFILES,
  type ErrorCode,
  type HttpResult,
} from "../sdk/index.ts";
import {
  createVirtualClock,
  prepareScenario,
  runScenario,
  type ScenarioInput,
} from "../simulator/index.ts";
import { scenarioJsonSchema } from "../simulator/scenario-json-schema.ts";
import { errorOf } from "./support/error-of.ts";
import { runCommandLine } from "./support/run-command-line.ts";
import { aTempFolder } from "./support/temp-folder.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const PAGES = globSync(["*.md", "docs/**/*.md"], { cwd: ROOT });

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

const SCENARIO_PAGE = read("docs/scenario-format.md");

interface Row {
  /** The heading above the table. */
  readonly heading: string;
  readonly cells: readonly string[];
}

/** Rows of all tables, without their heads. */
function rowsOf(markdown: string): readonly Row[] {
  const lines = withoutCode(markdown).split("\n");
  let heading = "";
  return lines.flatMap((line, index): Row[] => {
    if (line.startsWith("#")) heading = line.replace(/^#+ /, "");
    const isHead = /^\| *-/.test(lines[index + 1] ?? "");
    if (!line.startsWith("|") || isHead || /^\| *-/.test(line)) return [];
    const cells = line.split("|").slice(1, -1);
    return [{ heading, cells: cells.map((cell) => cell.trim()) }];
  });
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[^]*?^```$/gm, "");
}

function codeBlocks(markdown: string, language: string): readonly string[] {
  const blocks = markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm);
  return Array.from(blocks, ([, of, text = ""]) => (of === language ? [text] : [])).flat();
}

function onlyBlock(markdown: string, language: string): string {
  const [block = "", ...others] = codeBlocks(markdown, language);
  expect([block === "", others]).toEqual([false, []]);
  return block;
}

/** The part of a page below one of its headings. */
function sectionOf(markdown: string, heading: string): string {
  const [, section = ""] = markdown.split(`## ${heading}\n`);
  return section.split(/^## /m)[0] ?? "";
}

function quoted(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, word = ""]) => word);
}

function unquote(cell: string | undefined): string {
  return (cell ?? "").replace(/^`(.*)`$/, "$1");
}

/** Runs a block of TypeScript; what it imports from this project comes from the sources. */
async function importBlock(text: string): Promise<Readonly<Record<string, unknown>>> {
  const here = pathToFileURL(path.join(ROOT, "network-adapters/new/index.ts")).href;
  const located = text.replaceAll(/ from "([^"]+)"/g, (_all, name: string) => {
    const url = name.startsWith(".") ? new URL(name, here).href : import.meta.resolve(name);
    return ` from ${JSON.stringify(url)}`;
  });
  const folder = await aTempFolder({ "block.ts": located });
  return (await import(pathToFileURL(path.join(folder.path, "block.ts")).href)) as Readonly<
    Record<string, unknown>
  >;
}

/** What a command exits with, by the code of the error that ended it. */
const EXITS: ReadonlyMap<string, number> = new Map(
  Object.keys(ERROR_CODES).map((code) => [
    code,
    exitCodeOf(new MediationError(code as ErrorCode, "")),
  ]),
);

it("explains every error code, and what commands exit with", () => {
  const rows = rowsOf(read("docs/errors.md")).filter(({ cells }) => cells[0]?.startsWith("`ERR_"));

  const explained = rows.map(({ cells: [code, meaning, , , exit] }) => [
    unquote(code),
    { meaning, exit: Number(exit) },
  ]);
  const unexplained = rows.filter(({ cells }) => cells.length !== 5 || cells.includes(""));
  expect(unexplained).toEqual([]);
  expect(Object.fromEntries(explained)).toEqual(
    Object.fromEntries(
      Object.entries(ERROR_CODES).map(([code, meaning]) => [
        code,
        { meaning, exit: EXITS.get(code) },
      ]),
    ),
  );
});

it("explains every exit code", () => {
  const rows = rowsOf(read("docs/errors.md")).filter(({ heading }) =>
    heading.startsWith("Exit codes"),
  );

  const codes = rows.map(({ cells }) => Number(cells[0]));

  expect(codes).toEqual([...new Set([EXIT_OK, ...EXITS.values()])].toSorted((a, b) => a - b));
});

it("explains every rule of the ledger in the words of the code", () => {
  const rows = rowsOf(read("docs/ledger.md"));

  const explained = rows.map(({ cells: [rule, meaning] }) => [unquote(rule), meaning]);

  expect(Object.fromEntries(explained)).toEqual(LOSS_RULES);
  expect(rows).toHaveLength(Object.keys(LOSS_RULES).length);
});

/** A summary of a run in which everything happened has every metric. */
it("says what every metric means", async () => {
  const sections = ["Of ad requests", "Of networks", "Of live bids"];
  const rows = rowsOf(read("docs/metrics.md"));
  const folder = await aTempFolder({});
  const file = path.join(folder.path, "trace.jsonl");
  await runCommandLine(["run", "examples/01-waterfall", "--quiet", "--trace", file], { cwd: ROOT });

  const { stdout } = await runCommandLine(["summary", file, "--json"], { cwd: ROOT });

  const { requests, networks } = JSON.parse(stdout) as {
    readonly requests: object;
    readonly networks: readonly { readonly bidding: object }[];
  };
  const explained = sections.map((section) =>
    rows.filter(({ heading }) => heading === section).map(({ cells }) => unquote(cells[0])),
  );
  const [network] = networks;
  expect(explained).toEqual(
    [requests, network, network?.bidding].map((of) => Object.keys(of ?? {})),
  );
});

it("shows what explain really says of the flagship", async () => {
  const folder = await aTempFolder({});
  const file = path.join(folder.path, "trace.jsonl");
  await runCommandLine(["run", "examples/01-waterfall", "--quiet", "--trace", file], { cwd: ROOT });

  const { stdout } = await runCommandLine(["explain", file, "--node", "beta"], { cwd: ROOT });

  expect(stdout).toBe(onlyBlock(read("docs/how-to/read-a-trace.md"), "text"));
});

it("shows lines of the ledger that the flagship really prints", async () => {
  const [, ...shown] = onlyBlock(read("docs/ledger.md"), "text").trim().split("\n");

  const { stdout } = await runCommandLine(["run", "examples/01-waterfall"], { cwd: ROOT });

  expect(stdout.split("\n")).toEqual(expect.arrayContaining(shown));
});

/** Facts by event, `?` behind those that may be absent, as the code has them. */
function eventsInCode(): Readonly<Record<string, readonly string[]>> {
  const events = MediationEventSchema.options.map(({ shape: { type, ...facts } }) => {
    const names = Object.entries(facts).map(([name, schema]) =>
      schema.isOptional() ? `${name}?` : name,
    );
    return [type.value, names.filter((name) => name !== "atMs").toSorted()] as const;
  });
  return Object.fromEntries(events);
}

it("lists every event with its facts", () => {
  const rows = rowsOf(read("docs/events.md"));
  const together = new Map(
    rows
      .filter(({ cells }) => cells[0]?.startsWith("**"))
      .map(({ cells: [name = "", facts = ""] }) => [name, facts]),
  );
  const expand = (facts: string): string =>
    facts.replaceAll(/\*\*\w+\*\*/g, (name) => expand(together.get(name) ?? name));

  const listed = rows
    .filter(({ cells }) => /^`[a-z-]+\.[a-z-]+`$/.test(cells[0] ?? ""))
    .map(({ cells: [type, , facts = ""] }) => [
      unquote(type),
      [...new Set(quoted(expand(facts)))].toSorted(),
    ]);

  expect(Object.fromEntries(listed)).toEqual(eventsInCode());
});

it("says what every fact of an event means", () => {
  const rows = rowsOf(read("docs/events.md")).filter(({ heading }) => heading === "The facts");

  const explained = rows.map(({ cells }) => unquote(cells[0]));

  const inCode = Object.values(eventsInCode()).flat();
  const facts = new Set(["type", "atMs", ...inCode.map((name) => name.replace("?", ""))]);
  expect(explained).toEqual([...facts].toSorted());
});

interface JsonSchema {
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
}

/** What the page has to say of a key's default. Where the schema knows none, any words will do. */
type Default = "required" | "in words" | `\`${string}\``;

/** Every key of the format by its path: `slots.*.format`, `network.routes[].url`. */
function keysIn(schema: JsonSchema, prefix = ""): ReadonlyMap<string, Default> {
  const { properties = {}, required = [], anyOf = [], oneOf = [], items = [] } = schema;
  const { additionalProperties: entry } = schema;
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    return [[key, defaultOf(property, required.includes(name))] as const, ...keysIn(property, key)];
  });
  const nested = [
    ...[...anyOf, ...oneOf].map((part) => keysIn(part, prefix)),
    ...(typeof entry === "object" ? [keysIn(entry, `${prefix}.*`)] : []),
    ...[items].flat().map((item) => keysIn(item, `${prefix}[]`)),
  ];
  return new Map([...own, ...nested.flatMap((keys) => [...keys])]);
}

function defaultOf(schema: JsonSchema, isRequired: boolean): Default {
  if (isRequired) return "required";
  return schema.default === undefined ? "in words" : `\`${JSON.stringify(schema.default)}\``;
}

/** Keys that other pages have, and other tests compare: docs/ad-server.md, and the options of docs/auction.md. */
const EXPLAINED_ELSEWHERE =
  /^adServer\.(platform\.(settings|networks|bids)[.[]|slots\.\*\.auction_options\.)/;

it("has every key of a scenario, with its default", () => {
  const schema = scenarioJsonSchema() as JsonSchema;
  const ofSteps = keysIn(schema.definitions?.["Step"] ?? {}, "steps[]");
  const inSchema = new Map(
    [...keysIn(schema), ...ofSteps].filter(([key]) => !EXPLAINED_ELSEWHERE.test(key)),
  );

  const onPage = rowsOf(SCENARIO_PAGE).flatMap(({ heading, cells }) => {
    const [name = "", meaning, stated = ""] = cells;
    const prefixes = heading === "Top-level keys" ? [""] : quoted(heading);
    return prefixes.map((prefix) => {
      const key = prefix === "" ? unquote(name) : `${prefix}.${unquote(name)}`;
      const isInWords = inSchema.get(key) === "in words" && stated !== "required";
      return [key, isInWords && stated !== "" && meaning !== "" ? "in words" : stated] as const;
    });
  });

  expect(Object.fromEntries(onPage)).toEqual(Object.fromEntries(inSchema));
});

it("has every setting of every profile", () => {
  const rows = rowsOf(SCENARIO_PAGE).filter(({ heading }) => heading.includes("`profile.set`"));

  const columns = Object.keys(PROFILES).map((profile, index) => [
    profile,
    Object.fromEntries(
      rows.map(({ cells: [name, , ...values] }) => [
        unquote(name),
        JSON.parse(unquote(values[index])) as unknown,
      ]),
    ),
  ]);

  expect(Object.fromEntries(columns)).toEqual(PROFILES);
});

/** The one that the page begins with. */
const WHOLE_SCENARIO = codeBlocks(SCENARIO_PAGE, "yaml").find((text) =>
  text.startsWith("version: 1"),
);

it("shows a whole scenario that ends as it expects", async () => {
  const loaded = await prepareScenario(parseYaml(WHOLE_SCENARIO ?? "") as ScenarioInput);

  const { requests, unmetExpectations } = await runScenario(loaded);

  expect(unmetExpectations).toEqual([]);
  expect(requests.map(({ result }) => result.kind)).toEqual(["filled"]);
});

it("shows parts of scenarios that fit the format", async () => {
  const pages = [
    "docs/scenario-format.md",
    "docs/network-adapters.md",
    "docs/how-to/test-the-device-alone.md",
  ].map(read);
  const wrong = onlyBlock(sectionOf(SCENARIO_PAGE, "How mistakes are reported"), "yaml");
  const parts = pages.flatMap((page) => codeBlocks(page, "yaml")).filter((part) => part !== wrong);
  const { version, app, slots } = parseYaml(WHOLE_SCENARIO ?? "") as ScenarioInput;

  const loading = parts.map((part) =>
    prepareScenario({ version, app, slots, ...(parseYaml(part) as Partial<ScenarioInput>) }),
  );

  await expect(Promise.all(loading)).resolves.toHaveLength(parts.length);
});

it("shows what a scenario of the device alone really prints", async () => {
  const page = read("docs/how-to/test-the-device-alone.md");
  const [scenario = ""] = codeBlocks(page, "yaml");
  const folder = await aTempFolder({ "scenario.yaml": `${scenario}name: phone\n` });

  const { stdout, stderr } = await runCommandLine(["run", "scenario.yaml"], { cwd: folder.path });

  const [walk, error] = codeBlocks(page, "text");
  expect([stdout.split("\n").slice(2).join("\n"), stderr]).toEqual([walk, error]);
});

it("shows what a scenario with caps and consent really prints", async () => {
  const page = read("docs/how-to/caps-and-privacy.md");
  const folder = await aTempFolder({ "scenario.yaml": onlyBlock(page, "yaml") });

  const { stdout, stderr } = await runCommandLine(["run", "scenario.yaml"], { cwd: folder.path });

  const ledger = /^why the others did not win[^]*/m.exec(stdout)?.[0];
  expect([ledger, stderr]).toEqual([onlyBlock(page, "text"), ""]);
});

it("shows how mistakes are really reported", async () => {
  const section = sectionOf(SCENARIO_PAGE, "How mistakes are reported");
  const folder = await aTempFolder({ "scenario.yaml": onlyBlock(section, "yaml") });

  const { stderr } = await runCommandLine(["run", "scenario.yaml"], { cwd: folder.path });

  expect(stderr).toBe(onlyBlock(section, "text"));
});

it("shows a scenario in TypeScript that runs", async () => {
  const section = sectionOf(SCENARIO_PAGE, "A scenario in TypeScript");
  const { default: scenario } = await importBlock(onlyBlock(section, "ts"));

  const { requests } = await runScenario(await prepareScenario(scenario as ScenarioInput));

  expect(requests).toHaveLength(1);
});

/** What a network did in the world, as far as its environment can see. */
interface Observed {
  /** Answers to the same question, asked again and again: luck has its say. */
  readonly results: readonly unknown[];
  readonly sleptMs: number;
  readonly configs: readonly unknown[];
}

class RecordingAdServices extends AdServices {
  readonly configs: unknown[] = [];

  override async selectAds(config: Parameters<AdServices["selectAds"]>[0]): Promise<null> {
    this.configs.push(config);
    return null;
  }
}

function aNetworkEnvironment(answer?: HttpResult): NetworkEnvironment & {
  readonly adServices: RecordingAdServices;
} {
  const clock = createVirtualClock(0);
  const random = createSeededRandom(1);
  const ids = createSequentialIds(random);
  const http = {
    send: async () => answer ?? ({ kind: "failure", reason: "unreachable", detail: "" } as const),
  };
  const sandbox = createIsolateSandbox();
  const signatures = nodeSignatureVerifier;
  const environment = { clock, random, ids, http, sandbox, signatures };
  const adServices = new RecordingAdServices({ environment, appId: "com.example.game" });
  const connect = (): never => {
    throw new Error("no other adapter is registered");
  };
  const app = { appId: "com.example.game", privacy: () => ({}) };
  return { clock, random, ids, http, adServices, ...app, connect, log: () => undefined };
}

const LOAD_REQUEST = {
  requestId: "request-1",
  nodeId: "node",
  slot: { slotId: "home", format: "banner" },
  ecpmUsd: 1,
  floorCpmUsd: undefined,
  timeoutMs: 5_000,
  origin: {},
} as const;

async function observe(adapter: NetworkAdapter, options: object): Promise<Observed> {
  const environment = aNetworkEnvironment();
  const network = adapter.connect(options, environment);
  const results: unknown[] = [];
  for (let turn = 0; turn < 50; turn += 1) {
    results.push(await network.load(LOAD_REQUEST, new AbortController().signal));
  }
  const { clock, adServices } = environment;
  return { results, sleptMs: clock.elapsedMs(), configs: adServices.configs };
}

/** Options that the adapter looks for. */
function optionsReadBy(adapter: NetworkAdapter, options: object): readonly string[] {
  const wanted = new Set<string>();
  const spy = new Proxy(options, {
    get(target, name) {
      if (typeof name === "string") wanted.add(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  adapter.connect(spy, aNetworkEnvironment());
  return [...wanted];
}

it("has a row for every network adapter", () => {
  const rows = rowsOf(read("docs/network-adapters.md"));

  const ids = rows
    .filter(({ heading }) => heading === "Network adapters")
    .map(({ cells }) => unquote(cells[0]));

  expect(ids).toEqual(NETWORK_ADAPTERS.map(({ id }) => id));
});

it.each(NETWORK_ADAPTERS)(
  "has the options of adapter $id, with their defaults",
  async (adapter) => {
    const page = read("docs/network-adapters.md");
    const rows = rowsOf(page).filter(({ heading }) => unquote(heading) === adapter.id);
    const { networks } = parseYaml(onlyBlock(page, "yaml")) as Pick<ScenarioInput, "networks">;
    const example = Object.values(networks ?? {}).find((network) => network.adapter === adapter.id);
    const sample = (example?.options ?? {}) as Readonly<Record<string, unknown>>;
    const required = rows.filter(({ cells }) => cells[2] === "required").map(nameOf);
    const least = Object.fromEntries(required.map((name) => [name, sample[name]]));

    const { details } = await errorOf(() => adapter.connect({}, aNetworkEnvironment()));
    const known = optionsReadBy(adapter, least);
    const stated = Object.fromEntries(
      rows
        .filter(({ cells }) => cells[2] !== "required")
        .map((row) => [nameOf(row), statedDefault(row, least)]),
    );
    const [byDefault, asStated] = [
      await observe(adapter, least),
      await observe(adapter, { ...least, ...stated }),
    ];

    expect(details["issues"]).toEqual(
      required.map((name) => expect.objectContaining({ path: [name] })),
    );
    expect(rows.map(nameOf).toSorted()).toEqual([...known].toSorted());
    expect(asStated).toEqual(byDefault);
  },
);

function nameOf({ cells }: Row): string {
  return unquote(cells[0]);
}

/** A default is JSON, or an address with another option in it. */
function statedDefault({ cells }: Row, options: Readonly<Record<string, unknown>>): unknown {
  const text = unquote(cells[2]);
  return text.startsWith("https:")
    ? text.replace(/<(\w+)>/, (_all, name: string) => String(options[name]))
    : (JSON.parse(text) as unknown);
}

it("shows a network adapter that works, in under 30 lines", async () => {
  const block = onlyBlock(read("docs/how-to/add-a-network-adapter.md"), "ts");
  const [adapter] = Object.values(await importBlock(block)) as [NetworkAdapter];
  const offer = { renderUri: "https://offers.example/ad", cpmUsd: 2 };
  const answers = [
    { kind: "response", status: 200, headers: {}, body: JSON.stringify(offer) },
    { kind: "response", status: 204, headers: {}, body: "" },
  ] as const;

  const loading = answers.map(async (answer) => {
    const options = { url: "https://offers.example/offer" };
    const network = adapter.connect(options, aNetworkEnvironment(answer));
    return network.load(LOAD_REQUEST, new AbortController().signal);
  });

  await expect(Promise.all(loading)).resolves.toEqual([
    { kind: "fill", ...offer },
    { kind: "no-fill", reason: "https://offers.example/offer has no offer" },
  ]);
  expect(block.trim().split("\n").length).toBeLessThan(30);
});

it("shows decision scripts that work, with the arguments that a device passes", async () => {
  const inline = codeBlocks(read("docs/how-to/write-decision-scripts.md"), "js").join("\n");
  const scenario = parseYaml(WHOLE_SCENARIO ?? "") as ScenarioInput;
  const adSelection = { seller: "ssp.example", customAudienceBuyers: ["shoes.example"] };
  const selectionLogicUri = "https://ssp.example/selection-logic.js";
  const loaded = await prepareScenario({
    ...scenario,
    app: { appId: "a", mediation: { firstParty: { adSelection, selectionLogicUri } } },
    sellers: { "ssp.example": { decisionLogic: { inline }, selectionLogic: { inline } } },
    buyers: { "shoes.example": { biddingLogic: { inline } } },
    steps: [{ request: "home-banner" }, "show", "click"],
    expect: {
      requests: [{ kind: "filled", networkId: "first-party" }],
      reports: [
        "https://ssp.example/report?bid=3",
        "https://shoes.example/report?seller=ssp.example",
        "https://ssp.example/report/click",
      ],
    },
  });

  const { events, unmetExpectations } = await runScenario(loaded, { withBodies: true });

  const passed = events.flatMap((event) =>
    event.type === "logic.finished"
      ? [[event.function, (event.arguments as readonly (readonly unknown[])[])[0]?.length]]
      : [],
  );
  const declared = Array.from(
    inline.replaceAll(/\/\/.*/g, "").matchAll(/^function (\w+)\(([^)]*)\)/gm),
    ([, name, parameters = ""]) => [name, parameters.match(/\w+/g)?.length],
  );
  expect(unmetExpectations).toEqual([]);
  expect(Object.fromEntries(passed)).toEqual(Object.fromEntries(declared));
});

/** The words of a heading as a link names them. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = withoutCode(markdown).matchAll(/^#+ (.*)$/gm);
  return Array.from(headings, ([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

it.each(PAGES)("links of %s lead somewhere", (page) => {
  const links = Array.from(
    withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)|\bsrc(?:set)?="([^"]+)"/g),
    ([, target, picture = ""]) => target ?? picture,
  ).filter((target) => !/^[a-z]+:/.test(target));

  const dead = links.filter((target) => {
    const [file = "", anchor] = target.split("#");
    const found = file === "" ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(ROOT, found))) return true;
    return anchor !== undefined && !anchorsOf(read(found)).includes(anchor);
  });

  expect(dead).toEqual([]);
});

it("mentions every command", () => {
  const text = PAGES.map(read).join("\n");

  const unmentioned = COMMANDS.map(({ verb }) => `fledgling ${verb}`).filter(
    (command) => !text.includes(command),
  );

  expect(unmentioned).toEqual([]);
});

const DECISIONS = globSync("docs/decisions/*.md", { cwd: ROOT }).toSorted();

it("numbers decisions without a gap, and lists them all", () => {
  const numbers = DECISIONS.map((file) => path.basename(file).slice(0, 4));

  const listed = rowsOf(read("docs/README.md"))
    .filter(({ heading }) => heading === "Decisions")
    .map(({ cells: [link = "", title] }) => [/\((.*)\)/.exec(link)?.[1], title]);

  expect(numbers).toEqual(DECISIONS.map((_file, index) => String(index + 1).padStart(4, "0")));
  expect(listed).toEqual(
    DECISIONS.map((file) => [
      path.relative("docs", file),
      /^# \d{4}: (.*)$/m.exec(read(file))?.[1],
    ]),
  );
});

it.each(DECISIONS)("%s says what was decided, why, and what would change our mind", (file) => {
  const headings = Array.from(read(file).matchAll(/^## (.*)$/gm), ([, heading]) => heading);

  expect(headings).toEqual(["Context", "Decision", "Consequences", "What would change our mind"]);
  expect(read(file).split("\n").length).toBeLessThan(60);
});
