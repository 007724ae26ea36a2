import fastify from "fastify";
import { expect, it } from "vitest";
import { answerError, HttpError } from "../../ad-server/http-errors.ts";

it.each([
  ["an error", new Error("secret")],
  [
    "an error that calls itself the server's",
    Object.assign(new Error("secret"), { statusCode: 503 }),
  ],
  ["a text", "secret"],
  ["nothing at all", null],
])("tells a client nothing of a failure of the server: %s", async (_, thrown) => {
  const app = fastify().setErrorHandler(answerError);
  app.get("/", () => Promise.reject(thrown));

  const { statusCode, body } = await app.inject({ url: "/" });

  expect([statusCode, JSON.parse(body)]).toEqual([
    500,
    {
      error: {
        code: "INTERNAL_ERROR",
        message: "The ad server failed on this request.",
        details: [],
      },
    },
  ]);
});

it("tells a client all of a refusal, whatever type the answer was to have", async () => {
  const app = fastify().setErrorHandler(answerError);
  app.get("/", async (_request, reply) => {
    void reply.type("application/javascript").header("allow", "POST");
    throw new HttpError("METHOD_NOT_ALLOWED", "Not so.", [{ path: "/", message: "POST it" }]);
  });

  const { statusCode, headers, body } = await app.inject({ url: "/" });

  expect([statusCode, headers["content-type"], headers["allow"], JSON.parse(body)]).toEqual([
    405,
    "application/json; charset=utf-8",
    "POST",
    {
      error: {
        code: "METHOD_NOT_ALLOWED",
        message: "Not so.",
        details: [{ path: "/", message: "POST it" }],
      },
    },
  ]);
});
