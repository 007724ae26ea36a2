import type { IncomingMessage } from "node:http";
import { MAX_BODY_MIB, MediateError } from "./mediate-error.ts";

const maxBytes = MAX_BODY_MIB * 1024 * 1024;

/**
 * Receives a body as a whole. One that is too large is refused, and so is one that is not there in time, however
 * steadily it drips: nobody can hold a connection open by never coming to an end.
 */
export function receiveBody(
  request: IncomingMessage,
  maxMs: number,
  taken: (body: Buffer | MediateError) => void,
): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let isSettled = false;
  const settle = (body?: Buffer | MediateError): void => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    if (body !== undefined) taken(size > maxBytes ? tooLarge() : body);
  };
  const timer = setTimeout(() => settle(tooLate(maxMs)), maxMs).unref();
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    // Who is still sending would not hear a refusal, only that the connection is gone: the rest comes, and is dropped.
    if (size > maxBytes || isSettled) chunks = [];
    else chunks.push(chunk);
  });
  request.on("end", () => {
    const [first] = chunks;
    settle(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
  // Nobody is there any more to be told.
  request.on("close", () => settle());
}

function tooLarge(): MediateError {
  return new MediateError(413, `the body is larger than ${MAX_BODY_MIB} MiB`);
}

function tooLate(maxMs: number): MediateError {
  return new MediateError(408, `the body did not arrive within ${maxMs} ms`);
}
