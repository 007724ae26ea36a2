/** Types for people who write decision scripts: one line of JSDoc, or an annotation in TypeScript. */
/// <reference path="./globals.d.ts" />
export type * from "./generate-bid.d.ts";
export type * from "./generate-bid-v3.d.ts";
export type * from "./report-result.d.ts";
export type * from "./report-win.d.ts";
export type * from "./score-ad.d.ts";
export type * from "./select-outcome.d.ts";
export type * from "./values.d.ts";
