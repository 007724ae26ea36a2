/** THE list of commands, in the order in which help shows them. */
import type { AddCommand } from "./command.ts";
import { addBids } from "./bids.ts";
import { addCheckAdapter } from "./check-adapter.ts";
import { addCompare } from "./compare.ts";
import { addContextualKey } from "./contextual-key.ts";
import { addContextualSign } from "./contextual-sign.ts";
import { addDemo } from "./demo.ts";
import { addExplain } from "./explain.ts";
import { addInit } from "./init.ts";
import { addNetworks } from "./networks.ts";
import { addMediate } from "./mediate.ts";
import { addProfile } from "./profile.ts";
import { addReplay } from "./replay.ts";
import { addReport } from "./report.ts";
import { addRun } from "./run.ts";
import { addServe } from "./serve.ts";
import { addSummary } from "./summary.ts";

export const COMMANDS: readonly AddCommand[] = [
  addRun,
  addExplain,
  addSummary,
  addCompare,
  addReplay,
  addInit,
  addServe,
  addMediate,
  addNetworks,
  addBids,
  addReport,
  addProfile,
  addCheckAdapter,
  addContextualKey,
  addContextualSign,
  addDemo,
];
