import type { z } from "zod";

/** What is wrong, where, and what stands there instead. */
export function describeFlaws({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message, input }) => {
      const place = path.length === 0 ? "" : `${path.join(".")}: `;
      return `${place}${message}${showValue(input)}`;
    })
    .join(", ");
}

const longestText = 40;

/** Nothing for what has parts: a bidder can nest those deeper than anybody can write out. */
function showValue(value: unknown): string {
  switch (typeof value) {
    case "number":
    case "boolean":
      return `, got ${value}`;
    case "string": {
      const text = value.toWellFormed();
      return `, got ${JSON.stringify(text.length > longestText ? `${text.slice(0, longestText)}…` : text)}`;
    }
    default:
      return value === null ? ", got null" : "";
  }
}
