import { HttpError, type HttpErrorCode } from "./http-errors.ts";

const codeByCause: ReadonlyMap<string | undefined, HttpErrorCode> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", "REQUEST_TIMEOUT"],
  ["HPE_HEADER_OVERFLOW", "HEADERS_TOO_LARGE"],
]);

/** Answers what is not even HTTP, in the shape of every other error, and hangs up. */
export function answerBrokenRequest(
  cause: { readonly code?: string },
  socket: { readonly writable: boolean; end(text: string): unknown; destroy(): unknown },
): void {
  if (!socket.writable || cause.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const code = codeByCause.get(cause.code) ?? "BAD_REQUEST";
  const error = new HttpError(code, "This is not a complete HTTP/1.1 request of acceptable size.");
  const body = JSON.stringify(error.toBody());
  const head = [
    `HTTP/1.1 ${error.status} ${code}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${body.length}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
