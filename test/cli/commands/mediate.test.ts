import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";
import { aBid, aBody } from "../../ad-server/mediate/a-mediate-request.ts";

const body = aBody(
  {
    a: [aBid(2.5), aBid(1, { imp_id: "imp-2" })],
    "a-bidder-with-a-very-long-name": [aBid(2.25), aBid(0.5)],
  },
  { price_floor: 0.75 },
);

it("prints the answer to a request in a file", async () => {
  const { path: cwd } = await aTempFolder({ "request.json": JSON.stringify(body) });

  const { exitCode, stdout, stderr } = await runCommandLine(["mediate", "request.json"], { cwd });

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    id: "auction",
    seatbid: [{ seat: "a", bid: [{ price: 2.5 }, { price: 1 }] }],
    cur: "USD",
  });
});

it("explains what is piped in, within 80 columns", async () => {
  const { exitCode, stdout } = await runCommandLine(["mediate", "--explain"], {
    stdin: JSON.stringify(body),
  });

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`imp-1
  a                      2.5  won          best of 3 bids
  a-bidder-w…long-name  2.25  outbid       2.25 is below "a" at 2.5
  a-bidder-w…long-name   0.5  below-floor  0.5 is below the price floor of 0.75

imp-2
  a                        1  won          the only bid
`);
});

it("says that there is nothing to explain", async () => {
  const { stdout } = await runCommandLine(["mediate", "--explain"], {
    stdin: JSON.stringify(aBody({ a: [] })),
  });

  expect(stdout).toBe("There are no bids.\n");
});

it("exits with 2 where the request is refused, with every problem", async () => {
  const { exitCode, stdout, stderr } = await runCommandLine(["mediate"], {
    stdin: JSON.stringify(aBody({ a: [aBid(-1, { w: 0 })] })),
  });

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("standard input is refused (422)");
  expect(stderr).toContain("ext.bidder_responses[0].bids[0].price: Validation error");
  expect(stderr).toContain("ext.bidder_responses[0].bids[0].w: Validation error");
});

it("exits with 2 where there is no such file", async () => {
  const { exitCode, stderr } = await runCommandLine(["mediate", "nowhere.json"]);

  expect(exitCode).toBe(2);
  expect(stderr).toContain('Cannot read "nowhere.json"');
});
