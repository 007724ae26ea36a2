import type { FastifyInstance } from "fastify";
import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import type { SUPPLY } from "../../../ad-server/supply/supply.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

async function call(app: FastifyInstance, request: string, payload?: object): Promise<unknown> {
  const [method, url = ""] = request.split(" ");
  const { statusCode, body } = await app.inject({
    method: method as Method,
    url,
    ...(payload && { payload }),
  });
  return [statusCode, body === "" ? undefined : JSON.parse(body)];
}

const bodies: Readonly<Record<keyof typeof SUPPLY, object>> = {
  slots: { slot_id: "home" },
  deals: { name: "spring", buyers: ["dsp"] },
  yield_rules: { name: "base", hard_floor: 1 },
  biases: { name: "dear", buyers: ["dsp"], percent: 10 },
  fees: { payer: "buyer", name: "dsp", type: "deduction", percent: 10 },
  ad_quality_rules: { name: "kids", banned_brands: ["cola"] },
  line_items: {
    name: "direct",
    type: "standard",
    revenue_value: 1.75,
    render_uri: "https://d.example/",
  },
  rtb_bids: {
    name: "live",
    buyer: "dsp",
    cpm: { from: 1, to: 2 },
    render_uri: "https://r.example/",
  },
};

it.each(Object.entries(bodies))(
  "keeps, lists, changes, switches and forgets %s",
  async (plural, body) => {
    const app = await createAdServer({});
    const url = `/${plural.replaceAll("_", "-")}`;

    const added = await call(app, `POST ${url}`, body);
    const listed = await call(app, `GET ${url}`);
    const off = await call(app, `POST ${url}/1/deactivate`);
    const changed = await call(app, `PATCH ${url}/1`, { active: true });
    const got = await call(app, `GET ${url}/1`);
    const removed = await call(app, `DELETE ${url}/1`);
    const gone = await call(app, `GET ${url}/1`);

    const kept = { id: 1, active: true, ...body };
    expect(added).toMatchObject([201, kept]);
    expect(listed).toMatchObject([200, { [plural]: [kept] }]);
    expect(off).toMatchObject([200, { ...kept, active: false }]);
    expect(changed).toEqual([200, (added as unknown[])[1]]);
    expect(got).toEqual(changed);
    expect(removed).toEqual([204, undefined]);
    expect(gone).toMatchObject([404, { error: { code: "NOT_FOUND" } }]);
  },
);

it.each<readonly [string, object, readonly object[]]>([
  ["/deals", { name: "d", buyers: [] }, [{ path: "buyers", message: "A deal has a buyer" }]],
  [
    "/deals",
    { name: "d", ask_price: -1, priority: 21, colour: "red" },
    [
      { path: "ask_price", message: "Too small: expected number to be >=0" },
      { path: "priority", message: "Too big: expected number to be <=20" },
      { path: "buyers", message: "Required" },
      { path: "colour", message: 'Unrecognized key: "colour"' },
    ],
  ],
  [
    "/deals",
    { id: 4, name: "d", buyers: ["b"] },
    [{ path: "id", message: 'Unrecognized key: "id"' }],
  ],
  [
    "/yield-rules",
    { name: "y", hard_floor: 2, soft_floor: 1 },
    [{ path: "soft_floor", message: "A soft floor is at least as high as the hard one" }],
  ],
  [
    "/biases",
    { name: "b", buyers: ["b"] },
    [{ path: "percent", message: "A bias has percent or cpm, and not both" }],
  ],
  [
    "/line-items",
    { ...bodies.line_items, revenue_value: 1000, currency: "euro" },
    [
      { path: "currency", message: "Expected a code such as EUR" },
      { path: "revenue_value", message: "Too big: expected number to be <=999" },
    ],
  ],
  [
    "/line-items",
    { ...bodies.line_items, start_date: "2026-01-02 00:00:00", end_date: "2026-01-01 00:00:00" },
    [{ path: "end_date", message: "A flight ends after it starts" }],
  ],
  [
    "/slots",
    { slot_id: "s", size: "wide" },
    [{ path: "size", message: "Expected a size such as 320x50" }],
  ],
])("refuses at %s %o", async (url, body, details) => {
  const app = await createAdServer({});

  const answer = await call(app, `POST ${url}`, body);

  expect(answer).toEqual([
    400,
    {
      error: {
        code: "VALIDATION_ERROR",
        message: "The body does not fit what this route takes.",
        details,
      },
    },
  ]);
});

it("refuses a name that is taken, also by a change", async () => {
  const app = await createAdServer({});
  await call(app, "POST /deals", { name: "one", buyers: ["b"] });
  await call(app, "POST /deals", { name: "two", buyers: ["b"] });

  const answers = [
    await call(app, "POST /deals", { name: "one", buyers: ["b"] }),
    await call(app, "PATCH /deals/2", { name: "one" }),
  ];

  const error = {
    code: "CONFLICT",
    message: "The body conflicts with what is there.",
    details: [{ path: "name", message: 'There is a deal "one"' }],
  };
  expect(answers).toEqual([
    [409, { error }],
    [409, { error }],
  ]);
});

it.each(["line_items", "rtb_bids"] as const)(
  "takes %s in a currency from the day after its first rate",
  async (plural) => {
    const app = await createAdServer({}, { nowMs: () => Date.parse("2026-11-22T12:00:00Z") });
    const url = `/${plural.replaceAll("_", "-")}`;
    const body = { ...bodies[plural], currency: "EUR" };

    const refused = await call(app, `POST ${url}`, body);
    await app.inject({
      method: "PUT",
      url: "/currency-rates/EUR/2026-11-21",
      payload: { rate: 1.1 },
    });
    const added = await call(app, `POST ${url}`, body);
    await app.inject({ method: "DELETE", url: "/currency-rates/EUR/2026-11-21" });
    const changed = await call(app, `POST ${url}/1/deactivate`);

    const message =
      "There is no rate of EUR for yesterday or before: PUT /currency-rates/EUR/<day>";
    expect(refused).toMatchObject([400, { error: { details: [{ path: "currency", message }] } }]);
    expect([added, changed]).toMatchObject([
      [201, body],
      [200, { active: false }],
    ]);
  },
);

it("gives a field its default again where a change says null", async () => {
  const app = await createAdServer({});
  await call(app, "POST /slots", { slot_id: "home", reserve: 2, waterfall_steps: 3 });

  const changed = await call(app, "PATCH /slots/1", { reserve: null, waterfall_steps: null });

  const [, slot] = changed as [number, object];
  expect(slot).not.toHaveProperty("reserve");
  expect(slot).toMatchObject({ slot_id: "home", waterfall_steps: -1 });
});
