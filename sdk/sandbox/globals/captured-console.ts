import { mostConsoleLineLength, mostConsoleLines } from "../script-limits.ts";

/** Lines are kept as JSON text: an array could be tampered with through its prototype. */
export const capturedConsole = /* js */ `
  const maxLines = ${mostConsoleLines};
  const maxLength = ${mostConsoleLineLength};
  let consoleLines, lineCount;
  let hasSwallowedError;
  const beginConsole = () => {
    consoleLines = "";
    lineCount = 0;
    hasSwallowedError = false;
  };

  const cut = (text) => (text.length > maxLength ? slice(text, 0, maxLength - 1) + "…" : text);
  const textOf = (value) => {
    if (typeof value === "string") return value;
    try {
      return isError(value) ? errorToString(value) : (stringify(value) ?? String(value));
    } catch {
      hasSwallowedError = true;
    }
    try {
      return String(value);
    } catch {}
    return "something that cannot be described";
  };
  const lineOf = (level, text) => '{"level":"' + level + '","text":' + stringify(text) + "}";

  if (!world.hasConsole) delete globalThis.console;
  for (const level of world.hasConsole ? ["debug", "error", "info", "log", "warn"] : []) {
    replaceProperties(console, { [level](...values) {
      lineCount += 1;
      if (lineCount > maxLines) return;
      let text = "";
      for (let i = 0; i < values.length && text.length <= maxLength; i += 1) {
        text += (i === 0 ? "" : " ") + textOf(values[i]);
      }
      consoleLines += (consoleLines === "" ? "" : ",") + lineOf(level, cut(text));
    } });
  }

  const renderConsole = () => {
    const leftOut = lineCount - maxLines;
    if (leftOut <= 0) return "[" + consoleLines + "]";
    return "[" + consoleLines + "," + lineOf("warn", "Lines left out: " + leftOut) + "]";
  };
`;
