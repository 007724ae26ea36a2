import { connect, type AddressInfo, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

const head = [
  "POST /adserver/mediate HTTP/1.1",
  "host: 127.0.0.1",
  "content-type: application/json",
  "content-length: 1000000",
].join("\r\n");

/** Everything that a client hears until the server hangs up; `drip` goes on sending. */
async function hearOf(drip: (socket: Socket) => void): Promise<string> {
  const app = await createAdServer({}, { maxBodyMs: 1 });
  onTestFinished(() => app.close());
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  const hungUp = Promise.withResolvers<string>();
  let heard = "";
  socket.setEncoding("utf8");
  socket.on("data", (text) => (heard += String(text)));
  // Whoever goes on sending is told that nobody listens any more, as an error.
  socket.on("error", () => undefined);
  socket.on("close", () => hungUp.resolve(heard));
  socket.write(`${head}\r\n\r\n{"id":`);
  drip(socket);
  return hungUp.promise;
}

it.each<{ what: string; drip: (socket: Socket) => void }>([
  { what: "stops half-way", drip: () => undefined },
  {
    what: "never comes to an end",
    drip: function drip(socket) {
      if (socket.destroyed) return;
      socket.write(" ");
      setImmediate(() => drip(socket));
    },
  },
])("hangs up on a body that $what, in the endpoint's own words", async ({ drip }) => {
  const answer = await hearOf(drip);

  const [headers = "", body = ""] = answer.split("\r\n\r\n");
  expect(headers.split("\r\n")).toEqual(
    expect.arrayContaining([
      "HTTP/1.1 408 Request Timeout",
      "connection: close",
      "content-type: application/json",
      "access-control-allow-origin: *",
    ]),
  );
  expect(JSON.parse(body)).toEqual({
    error: {
      code: "REQUEST_TIMEOUT",
      kind: "request_timeout",
      status: 408,
      message: "the body did not arrive within 1 ms",
      details: [],
    },
  });
});

it("hears a body that is too large to its end, so that its sender hears the refusal", async () => {
  const app = await createAdServer({});
  onTestFinished(() => app.close());
  const url = await app.listen({ host: "127.0.0.1", port: 0 });

  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const { status } = await fetch(`${url}/adserver/mediate`, {
        method: "POST",
        body: " ".repeat(6 * 1024 * 1024),
      });
      return status;
    }),
  );

  expect(answers).toEqual([413, 413, 413, 413, 413]);
});
