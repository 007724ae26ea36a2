import { mostResultLength } from "../script-limits.ts";

/**
 * Calls the script's function and keeps every end of it as JSON text: whatever is thrown, however strange, is
 * caught here, so that only strings leave the isolate. Text is built with `+`, since nothing a script can
 * replace (`toJSON`, setters on prototypes) takes part in that.
 */
export const entryPoint = /* js */ `
  let calls, functionName, stopAtFailedStatus, outcome, functionLength;
  // Undefined at the top level and after the calls; undefined as long as the top level runs.
  let currentCall, spentAtTopLevelMs;
  const beginCalls = (evaluation) => {
    ({ calls, functionName, stopAtFailedStatus } = evaluation);
    outcome = "null";
    functionLength = "null";
    currentCall = undefined;
    spentAtTopLevelMs = undefined;
  };

  const nothing = (because) => '{"kind":"nothing","because":"' + because + '"}';
  const renderValue = (value) => {
    const type = typeof value;
    if (type === "undefined" || type === "function" || type === "symbol") return nothing(type);
    const text = stringify(value);
    if (text === undefined) return nothing("undefined");
    // As JSON, a promise is an object with nothing in it; what has more to say is what it says.
    if (text === "{}" && typeof value.then === "function") return '{"kind":"promise"}';
    return '{"kind":"value","value":' + text + renderUndefinedKeys(value) + "}";
  };
  const renderUndefinedKeys = (value) => {
    if (typeof value !== "object" || value === null || isArray(value)) return "";
    let rendered = "";
    const names = keys(value);
    for (let i = 0; i < names.length; i += 1) {
      const type = typeof value[names[i]];
      if (type !== "undefined" && type !== "function" && type !== "symbol") continue;
      rendered += (rendered === "" ? "" : ",") + stringify(names[i]);
    }
    return rendered === "" ? "" : ',"undefinedKeys":[' + rendered + "]";
  };

  const tooLong = "The results are longer than ${mostResultLength} characters of JSON";
  const hasFailed = (value) => value === null || typeof value !== "object" || value.status != 0;

  const callAll = (entry) => {
    let values = "";
    for (let i = 0; i < calls.length; i += 1) {
      currentCall = i;
      forgetDebugUrls();
      const value = apply(entry, undefined, calls[i]);
      keepDebugUrls(i);
      values += (i === 0 ? "" : ",") + renderValue(value);
      if (values.length > ${mostResultLength}) throw new RangeError(tooLong);
      if (stopAtFailedStatus && hasFailed(value)) break;
    }
    currentCall = undefined;
    return '{"kind":"returned","values":[' + values + "]}";
  };

  const stackOf = (thrown) => {
    try {
      const { stack } = thrown;
      return typeof stack === "string" ? slice(stack, 0, 10_000) : "";
    } catch {
      return "";
    }
  };
  const renderThrown = (thrown) => {
    const message = stringify(cut(textOf(thrown)));
    const call = currentCall === undefined ? "" : ',"call":' + currentCall;
    return '{"kind":"threw","message":' + message + ',"stack":' + stringify(stackOf(thrown)) + call + "}";
  };

  const noteThrown = (thrown) => {
    outcome = renderThrown(thrown);
  };

  const atLeast0 = (number) => (number > 0 ? number : 0);
  const callEntry = (lookUp) => {
    spentAtTopLevelMs = atLeast0(spentMs);
    const entry = lookUp();
    if (typeof entry !== "function") throw new TypeError(functionName + " is not a function");
    const { length } = entry;
    if (typeof length === "number") functionLength = stringify(length);
    outcome = callAll(entry);
  };

  const run = (lookUp) => {
    try {
      callEntry(lookUp);
    } catch (thrown) {
      noteThrown(thrown);
    }
  };

  const renderTime = () =>
    ',"spentMs":' + spentMs + ',"spentAtTopLevelMs":' + (spentAtTopLevelMs ?? spentMs) +
    ',"isOverBudget":' + isOverBudget;

  /** What there is nothing to say of is left out. */
  const report = () => {
    let text = '{"outcome":' + outcome + ',"functionLength":' + functionLength;
    if (spentMs > 0 || isOverBudget) text += renderTime();
    if (spentAtTopLevelMs === undefined) text += ',"isAtTopLevel":true';
    const call = isOverBudget ? callOverBudget : currentCall;
    if (call !== undefined) text += ',"call":' + call;
    if (lineCount > 0) text += ',"console":' + renderConsole();
    if (beacons !== "") text += ',"beacons":[' + beacons + "]";
    if (debugReports !== "") text += ',"debugReports":[' + debugReports + "]";
    return text + "}";
  };
`;
