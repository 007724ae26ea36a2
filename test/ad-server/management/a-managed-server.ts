import type { InjectOptions } from "fastify";
import { expect, onTestFinished } from "vitest";
import { createAdServer, type AdServerOptions } from "../../../ad-server/index.ts";

/** Noon of the day that these tests are about. */
export const NOON_MS = Date.parse("2026-11-22T12:00:00Z");

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Send = (
  method: InjectOptions["method"] & string,
  url: string,
  body?: object,
) => Promise<Answer>;

/** An ad server in memory, on a day that does not pass, and a way to ask it. */
export async function aManagedServer(options: AdServerOptions = {}): Promise<Send> {
  const app = await createAdServer({}, { nowMs: () => NOON_MS, ...options });
  onTestFinished(() => app.close());
  return async (method, url, body) => {
    const answer = await app.inject({
      method: method as "GET",
      url,
      ...(body !== undefined && { payload: body }),
    });
    return {
      status: answer.statusCode,
      body: answer.body === "" ? undefined : (JSON.parse(answer.body) as unknown),
    };
  };
}

/** Of the ready-made custom partners. */
export const MOBILE = 26;
export const WEB = 27;
export const VIDEO = 28;

/** A network of any mobile kind. */
export const aNetwork = { name: "CoolAds", creative_custom_request_partner_id: MOBILE };

export const aBid = {
  name: "CoolAds top",
  mediated_network_id: 1,
  "line-item": { revenue_value: 2 },
  creative: { size: "320x50", uid: "4711" },
};

/** What the server says is wrong, path by path. */
export function refusal(status: number, code: string, details: Readonly<Record<string, string>>) {
  return {
    status,
    body: {
      error: {
        code,
        message:
          code === "CONFLICT"
            ? "The body conflicts with what is there."
            : expect.stringMatching(/^The (body|query|path) does not fit what /),
        details: Object.entries(details).map(([path, message]) => ({ path, message })),
      },
    },
  };
}
