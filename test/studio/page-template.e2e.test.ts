import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { findTemplate } from "../../studio/index.ts";
import { tellHtml } from "../support/tell-html.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let page = "";
let notices = "";

beforeAll(async () => {
  page = await findTemplate(() => undefined);
  notices = readFileSync(path.join(ROOT, "dist/studio/THIRD-PARTY-NOTICES.md"), "utf8");
});

it("is as small as the documentation says", () => {
  const words = readFileSync(path.join(ROOT, "docs/performance.md"), "utf8");
  const [, promised = "0"] = /at most ([\d,]+) kB/.exec(words) ?? [];

  expect(page.length).toBeLessThan(Number(promised.replaceAll(",", "")) * 1_000);
});

it("has notices for every library of its own that it imports", () => {
  const sources = globSync("studio/web/**/*.tsx", { cwd: ROOT }).map((file) =>
    readFileSync(path.join(ROOT, file), "utf8"),
  );
  const imported = sources.flatMap((source) =>
    Array.from(source.matchAll(/ from "(@[^/"]+\/[^/"]+|[^./"][^/"]*)/g), ([, name]) => name),
  );

  const told = Array.from(notices.matchAll(/^## (\S+) - \S+ \(.+\)$/gm), ([, name]) => name ?? "");

  expect(imported).toContain("react");
  expect(imported.filter((name) => !told.includes(name ?? ""))).toEqual([]);
  expect(notices).toContain("Copyright (c) Meta Platforms, Inc. and affiliates.");
});

it("says in a comment whose work it holds, and where the licences are", () => {
  const { comments } = tellHtml(page);

  const told = Array.from(notices.matchAll(/^## (\S+) - (\S+ \(.+\))$/gm), ([, name, rest]) =>
    [name, rest].join(" "),
  );
  expect(comments.join("\n")).toContain(told.join(", "));
  expect(comments.join("\n")).toContain("dist/studio/THIRD-PARTY-NOTICES.md");
});
