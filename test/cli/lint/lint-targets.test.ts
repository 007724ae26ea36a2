import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { lintTargets } from "../../../cli/lint/lint-targets.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

it("leaves a file alone that has changed since it was read", async () => {
  const folder = await aTempFolder({ "seller.js": "// somebody saved this a moment ago\n" });
  const file = path.join(folder.path, "seller.js");
  const source = "function scoreAd(ad, bid) { return { status: 0, Score: bid }; }\n";
  const target = {
    name: "seller.js",
    file,
    isFile: true,
    isFound: false,
    source,
    surroundings: [{}],
  };

  const [linted] = await lintTargets([target], { fix: true });

  expect(await readFile(file, "utf8")).toBe("// somebody saved this a moment ago\n");
  expect([linted?.fixedCount, linted?.problems.length]).toEqual([0, 1]);
});
