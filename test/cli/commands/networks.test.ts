import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer, type AdServerOptions } from "../../../ad-server/index.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";

type Fledgling = (...argv: readonly string[]) => Promise<CliResult>;

/** A command line beside a running server. */
async function besideAServer(
  options: AdServerOptions = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<Fledgling> {
  const app = await createAdServer({}, options);
  onTestFinished(() => app.close());
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return (...argv) => runCommandLine([...argv, "--server", url], { variables });
}

const addTop = [
  "bids",
  "add",
  "CoolAds top",
  "--network",
  "CoolAds",
  "--cpm",
  "2",
  "--uid",
  "4711",
];

/** seed: mediation, "Getting started", in its order. */
it("adds a network, gives it bids, and switches them on", async () => {
  const fledgling = await besideAServer();

  const steps = [
    await fledgling(
      "networks",
      "add",
      "CoolAds",
      "sdk.adapter=fixed-price",
      "sdk.options.cpmUsd=2",
    ),
    await fledgling(...addTop, "active=false"),
    await fledgling("networks", "activate", "CoolAds"),
    await fledgling("bids", "activate", "1"),
    await fledgling("bids", "list"),
  ];

  expect(steps.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(steps.map(() => [0, ""]));
  expect(steps.map(({ stdout }) => stdout).join("\n")).toBe(
    `id  name     state  bids  in   adapter
 1  CoolAds  off       0  USD  fixed-price

id  name         network  CPM  in   state
 1  CoolAds top  CoolAds    2  USD  off

id  name     state  bids  in   adapter
 1  CoolAds  on        1  USD  fixed-price

id  name         network  CPM  in   state
 1  CoolAds top  CoolAds    2  USD  on

id  name         network  CPM  in   state
 1  CoolAds top  CoolAds    2  USD  on
`,
  );
});

it("says that a bid which is on waits for its network", async () => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "CoolAds");

  const { stdout } = await fledgling(...addTop);

  expect(stdout).toBe(
    "id  name         network  CPM  in   state\n 1  CoolAds top  CoolAds    2  USD  network off\n",
  );
});

it("lists what networks can be of, in 80 columns", async () => {
  const fledgling = await besideAServer();

  const { stdout } = await fledgling("networks", "partners");

  const lines = stdout.split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "id  name                           kind    supply                reports",
    " 1  AdColony                       sdk     app                   no",
    " 2  AdMob                          sdk     app                   yes",
  ]);
  expect(lines).toHaveLength(1 + 28 + 1);
});

it("keeps tables within 80 columns, and control characters out of the terminal", async () => {
  const fledgling = await besideAServer();
  const name = `\u001B[31m${"x".repeat(100)}`;
  await fledgling("networks", "add", name, `sdk.adapter=${"y".repeat(50)}`);
  await fledgling("bids", "add", name, "--network", "1", "--cpm", "999", "--uid", "1");

  const tables = [await fledgling("networks", "list"), await fledgling("bids", "list")];

  const lines = tables.flatMap(({ stdout }) => stdout.split("\n"));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.join("")).not.toContain("\u001B");
  expect(lines[1]).toContain("\uFFFD[31mxxx");
});

it("changes and removes what is named by number or name", async () => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "CoolAds");
  await fledgling(...addTop);

  const set = await fledgling("bids", "set", "coolads TOP", "line-item.revenue_value=2.5");
  const refused = await fledgling("networks", "remove", "1");
  const removed = await fledgling("networks", "remove", "1", "--force");
  const left = await fledgling("networks", "list");

  expect(set.stdout).toContain("2.5  USD");
  expect(refused).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      "error ERR_SERVER_REFUSED: Mediated network 1 has bids (1): remove them first, or add ?force=true.\n" +
      "hint: Choose another name or id; remove takes --force.\n",
  });
  expect(removed).toEqual({ exitCode: 0, stdout: 'Removed network 1 "CoolAds".\n', stderr: "" });
  expect(left.stdout).toBe("None yet.\n");
});

it("lists the bids of one network only", async () => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "CoolAds");
  await fledgling("networks", "add", "Other");
  await fledgling(...addTop);

  const lists = [
    await fledgling("bids", "list", "--network", "CoolAds", "--json"),
    await fledgling("bids", "list", "--network", "Other", "--json"),
  ];

  const bids = lists.map(({ stdout }) => JSON.parse(stdout) as readonly { name: string }[]);
  expect(bids.map((each) => each.map(({ name }) => name))).toEqual([["CoolAds top"], []]);
});

it("prints what the server answered for programs", async () => {
  const fledgling = await besideAServer();

  const added = await fledgling("networks", "add", "CoolAds", "--json");
  const removed = await fledgling("networks", "remove", "CoolAds", "--json");

  expect(JSON.parse(added.stdout)).toMatchObject({ id: 1, name: "CoolAds", active: false });
  expect(JSON.parse(removed.stdout)).toEqual({ id: 1, name: "CoolAds" });
});

it("takes what a text field is set to as it stands, and of other fields what it looks like", async () => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "2026", "sdk.adapter=12", "sdk.options.cpmUsd=2");
  await fledgling("bids", "add", "top", "--network", "2026", "--cpm", "2", "creative.uid=12");

  const set = await fledgling(
    "bids",
    "set",
    "top",
    "creative.uid=0x1F",
    "creative.parameter=[1, ",
    "creative.class_name='12'",
    "label=true",
    "reporting_macros.seat=007",
    "profile.country_targets=[DE]",
    "campaign.daily_budget_imps=100",
    "--json",
  );
  const unset = await fledgling(
    "bids",
    "set",
    "top",
    "label=",
    "creative.parameter=null",
    "--json",
  );
  const [network] = JSON.parse((await fledgling("networks", "list", "--json")).stdout) as unknown[];

  expect(network).toMatchObject({ name: "2026", sdk: { adapter: "12", options: { cpmUsd: 2 } } });
  expect([set.stderr, JSON.parse(set.stdout)]).toMatchObject([
    "",
    {
      creative: { uid: "0x1F", parameter: "[1,", class_name: "12" },
      label: "true",
      reporting_macros: { seat: "007" },
      profile: { country_targets: ["DE"] },
      campaign: { daily_budget_imps: 100 },
    },
  ]);
  expect(JSON.parse(unset.stdout)).toMatchObject({ label: null, creative: { parameter: null } });
});

it("tells everything that the server refuses", async () => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "CoolAds");

  const fields = ["colour=red", "active=maybe", "network_type=12"];

  const result = await fledgling("networks", "set", "CoolAds", ...fields);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      "error ERR_SERVER_REFUSED: The body does not fit what this route takes.\n" +
      "  active: Invalid input: expected boolean, received string\n" +
      '  network_type: Invalid option: expected one of "mobile"|"banner"\n' +
      '  colour: Unrecognized key: "colour"\n' +
      "hint: Change what it names: docs/ad-server.md lists every field.\n",
  });
});

it.each([
  [["networks", "activate", "CoolAd"], 'There is no network "CoolAd".', 'Did you mean "CoolAds"?'],
  [["bids", "activate", "7"], 'There is no bid "7".', "There is: none yet."],
  [
    ["networks", "add", "Other", "--partner", "AdMo"],
    'There is no partner "AdMo".',
    'Did you mean "AdMob"?',
  ],
  [
    ["networks", "set", "1", "name"],
    'A field is PATH=VALUE, got "name": it has no path and value.',
    "Write for example: sdk.adapter=fixed-price",
  ],
])("%j says what is wrong, and what to do", async (argv, message, hint) => {
  const fledgling = await besideAServer();
  await fledgling("networks", "add", "CoolAds");

  const result = await fledgling(...argv);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_USAGE: ${message}\nhint: ${hint}\n`,
  });
});

it("shows the token, and says where it belongs", async () => {
  const options = { token: "secret" };
  const [right, none] = [
    await besideAServer(options, { FLEDGLING_TOKEN: "secret" }),
    await besideAServer(options, { FLEDGLING_TOKEN: "" }),
  ];

  const [let_in, refused] = [await right("networks", "list"), await none("networks", "list")];

  expect(let_in).toEqual({ exitCode: 0, stdout: "None yet.\n", stderr: "" });
  expect(refused.stderr).toBe(
    "error ERR_SERVER_REFUSED: Send the token: Authorization: Bearer <token>.\n" +
      "hint: Set the variable FLEDGLING_TOKEN to the token that the server was started with.\n",
  );
});

it("says when nobody answers, and when it is somebody else", async () => {
  const stranger = createServer((_request, response) => response.end('{"hello":"world"}'));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;

  const strange = await runCommandLine(["networks", "list", "--server", url]);
  await new Promise((resolve) => stranger.close(resolve));
  const nobody = await runCommandLine(["bids", "list", "--server", url]);

  expect(strange.stderr).toBe(
    `error ERR_SERVER_REFUSED: What answers at ${url} is no Fledgling ad server.\n` +
      "hint: Name the address that fledgling serve prints: --server http://127.0.0.1:8787\n",
  );
  expect([nobody.exitCode, nobody.stderr]).toEqual([
    2,
    expect.stringMatching(
      /^error ERR_SERVER_UNREACHABLE: No server at http.*: connect ECONNREFUSED/,
    ),
  ]);
});

it.each([
  ["networks", ["add", "set", "activate", "deactivate", "remove", "list", "partners"]],
  ["bids", ["add", "set", "activate", "deactivate", "remove", "list"]],
])("helps with every verb of %s in 80 columns", async (command, verbs) => {
  const helps = await Promise.all(verbs.map((verb) => runCommandLine([command, verb, "--help"])));

  const lines = helps.flatMap(({ stdout }) => stdout.split("\n"));
  expect(helps.map(({ exitCode }) => exitCode)).toEqual(verbs.map(() => 0));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
