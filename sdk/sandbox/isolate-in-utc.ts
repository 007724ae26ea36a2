import process from "node:process";
import ivm from "isolated-vm";

/** An isolate asks for the time zone when it first needs one and never again: that moment is here. */
export function createIsolateInUtc(
  memoryLimitMb: number,
  options: ivm.IsolateOptions = {},
): ivm.Isolate {
  const hostZone = process.env["TZ"];
  process.env["TZ"] = "UTC";
  try {
    const isolate = new ivm.Isolate({ ...options, memoryLimit: memoryLimitMb });
    const context = isolate.createContextSync();
    context.evalSync("new Date(0).toString()");
    context.release();
    return isolate;
  } finally {
    if (hostZone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = hostZone;
  }
}
