import { endlessScripts } from "./endless-scripts.ts";
import { escapes } from "./escapes.ts";
import type { HostileScript } from "./hostile-script.ts";
import { memoryBombs } from "./memory-bombs.ts";

export const hostileScripts: readonly HostileScript[] = [
  ...endlessScripts,
  ...memoryBombs,
  ...escapes,
];
