import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";

it("lists every adapter there is a folder for, each called like its folder", () => {
  const folders = readdirSync("network-adapters", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  expect(NETWORK_ADAPTERS.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
});
