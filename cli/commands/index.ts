/** THE list of commands, in the order in which help shows them. */
import type { AddCommand } from "./command.ts";
import { addContextualKey } from "./contextual-key.ts";
import { addContextualSign } from "./contextual-sign.ts";
import { addDemo } from "./demo.ts";
import { addInit } from "./init.ts";
import { addProfile } from "./profile.ts";
import { addRun } from "./run.ts";
import { addServe } from "./serve.ts";

export const COMMANDS: readonly AddCommand[] = [
  addRun,
  addInit,
  addServe,
  addProfile,
  addContextualKey,
  addContextualSign,
  addDemo,
];
