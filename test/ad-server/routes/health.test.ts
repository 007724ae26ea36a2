import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

it("is well", async () => {
  const app = await createAdServer({});

  const { statusCode, body } = await app.inject({ url: "/health" });

  expect([statusCode, JSON.parse(body)]).toEqual([200, { status: "ok" }]);
});
