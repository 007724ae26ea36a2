import { MediationError, nearestWord, PROFILES, type ProfileName } from "../sdk/index.ts";

/** @throws MediationError ERR_CLI_USAGE */
export function toProfileName(name: string): ProfileName {
  if (Object.hasOwn(PROFILES, name)) return name as ProfileName;
  const names = Object.keys(PROFILES);
  const nearest = nearestWord(name, names);
  throw new MediationError("ERR_CLI_USAGE", `Unknown profile "${name}".`, {
    hint: nearest === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${nearest}?`,
  });
}
