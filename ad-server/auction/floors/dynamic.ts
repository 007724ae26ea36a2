import type { FloorRung } from "./floor-rung.ts";

/** Where no yield rule applies, the request's reserve beats what the placement has, even if it is lower. */
export const dynamic: FloorRung = ({ dynamicFloor }) =>
  dynamicFloor === undefined ? undefined : { source: "dynamic", cpm: dynamicFloor };
