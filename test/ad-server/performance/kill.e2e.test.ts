import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { aTempFolder } from "../../support/temp-folder.ts";
import { anEvent } from "./a-performance.ts";

type Event = Readonly<Record<string, unknown>>;

const connections = 8;
const eventsPerRequest = 20;
/** Enough for requests of all connections to be in every state when the process dies. */
const requestsUntilKill = 60;

/** A server in a process of its own, and where it listens. */
async function startServer(data: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [
      "--conditions=fledgling-source",
      "--no-warnings",
      path.join(import.meta.dirname, "serve-events.ts"),
      data,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: chunk.toString().trim() };
}

it("loses no acknowledged event to kill -9 at full speed, and counts none twice", async () => {
  const { path: data } = await aTempFolder();
  const { child, url } = await startServer(data);
  const [sent, acknowledged]: [Event[], Event[]] = [[], []];
  let answers = 0;
  const sendUntilItDies = async (): Promise<void> => {
    for (;;) {
      const events = Array.from({ length: eventsPerRequest }, () =>
        anEvent({ kind: "impression", cpm_usd: 2 }),
      );
      sent.push(...events);
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(events);
      const response = await fetch(`${url}/events`, { method: "POST", headers, body });
      if (response.status === 200) acknowledged.push(...events);
      answers += 1;
      if (answers === requestsUntilKill) child.kill("SIGKILL");
    }
  };

  const died = once(child, "exit");
  const senders = await Promise.allSettled(Array.from({ length: connections }, sendUntilItDies));
  const [, signal] = (await died) as [number | null, string];
  const app = await createAdServer({}, { data });
  onTestFinished(() => app.close());
  const resend = async (events: readonly Event[]): Promise<number> => {
    const counts = [];
    for (let at = 0; at < events.length; at += 1_000) {
      const payload = events.slice(at, at + 1_000);
      const answer = await app.inject({ method: "POST", url: "/events", payload });
      counts.push(answer.json<{ readonly accepted: number }>().accepted);
    }
    return counts.reduce((total, count) => total + count, 0);
  };
  const lost = await resend(acknowledged);
  await resend(sent);
  const report = await app.inject({ url: "/reports/networks" });

  expect([signal, senders.filter(({ status }) => status === "fulfilled")]).toEqual(["SIGKILL", []]);
  expect([acknowledged.length >= requestsUntilKill * eventsPerRequest, lost]).toEqual([true, 0]);
  expect(report.json()).toMatchObject({
    lines: [{ impressions: sent.length, estimated_revenue_micros: sent.length * 2_000 }],
  });
});
