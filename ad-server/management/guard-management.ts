import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { HttpError } from "../http-errors.ts";

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Lets somebody manage who shows the token; where there is none, who is on this machine and not sent by a web page.
 * A page can reach a server on this machine, be it under a name of its own that leads here: hence Host and Origin.
 *
 * @throws HttpError UNAUTHORIZED, FORBIDDEN
 */
export function guardManagement(
  request: Pick<FastifyRequest, "headers" | "ip">,
  token: string | undefined,
): void {
  const { authorization = "", host = "", origin } = request.headers;
  if (token !== undefined) {
    if (isToken(authorization, token)) return;
    throw new HttpError("UNAUTHORIZED", "Send the token: Authorization: Bearer <token>.");
  }
  if (!loopbackAddress.test(request.ip)) throw forbid("it came from another machine");
  if (!loopbackName.test(host)) throw forbid(`it was sent to "${host}"`);
  if (origin !== undefined && !isOrigin(origin, host)) throw forbid(`"${origin}" sent it`);
}

function isToken(authorization: string, token: string): boolean {
  const [, given] = /^bearer +(.+)$/i.exec(authorization) ?? [];
  return given !== undefined && isSame(given, token);
}

function isOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

function forbid(why: string): HttpError {
  const message = `Without a token only this machine may manage, and ${why}.`;
  return new HttpError("FORBIDDEN", message);
}

/** Takes as long for any text, whatever of it is right. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
