import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { pathOfStep } from "../../simulator/index.ts";

/** How the device names a script that a developer's override takes the place of. */
const overriddenMark = " (overridden)";

type Stored = MediationEventOf<"override.stored">;

/** An override as it was stored, and as the scenario's step has it. */
interface KnownOverride {
  readonly stored: Stored;
  readonly texts: StepTexts;
}

interface StepTexts {
  readonly adSelection?: {
    readonly decisionLogicJs: string;
    readonly perBuyerDecisionLogic?: Readonly<Record<string, string>>;
  };
  readonly adSelectionFromOutcomes?: { readonly selectionLogicJs: string };
  readonly customAudience?: { readonly biddingLogicJs: string };
}

/**
 * Finds the text of an overridden script by its name. Undefined where several were stored for one address: a trace
 * does not say which of them a call got.
 */
export function createOverrideFinder(
  events: readonly MediationEvent[],
): (script: string) => string | undefined {
  const overrides = collectOverrides(events);
  return (script) => {
    if (!script.endsWith(overriddenMark)) return undefined;
    const uri = script.slice(0, -overriddenMark.length);
    const texts = new Set(overrides.flatMap((each) => textFor(uri, each) ?? []));
    return texts.size === 1 ? texts.values().next().value : undefined;
  };
}

function collectOverrides(events: readonly MediationEvent[]): readonly KnownOverride[] {
  const [started] = events;
  if (started?.type !== "session.started") return [];
  let step = 0;
  return events.flatMap((event) => {
    if (event.type === "step.started") step = event.step;
    if (event.type !== "override.stored") return [];
    const texts = overrideOf(started.scenario, step);
    return texts === undefined ? [] : [{ stored: event, texts }];
  });
}

/** A step may be one of several that the scenario has repeated. */
function overrideOf(scenario: unknown, step: number): StepTexts | undefined {
  const { steps } = scenario as { readonly steps?: unknown };
  return [...pathOfStep(steps, step), "override"].reduce<unknown>(
    (part, key) => (part as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    scenario,
  ) as StepTexts | undefined;
}

function textFor(uri: string, { stored, texts }: KnownOverride): string | undefined {
  const host = /^https:\/\/([^/]+)/.exec(uri)?.[1] ?? "";
  return FINDERS[stored.overridden](texts, { uri, host, detail: stored.detail });
}

interface Wanted {
  readonly uri: string;
  readonly host: string;
  /** What the override is for, in the words of `override.stored`. */
  readonly detail: string;
}

const FINDERS: Readonly<
  Record<Stored["overridden"], (texts: StepTexts, wanted: Wanted) => string | undefined>
> = {
  "ad-selection": ({ adSelection }, { uri, host, detail }) =>
    detail.includes(` ${uri}, `)
      ? adSelection?.decisionLogicJs
      : adSelection?.perBuyerDecisionLogic?.[host],
  "ad-selection-from-outcomes": ({ adSelectionFromOutcomes }, { uri, detail }) =>
    detail === uri ? adSelectionFromOutcomes?.selectionLogicJs : undefined,
  "custom-audience": ({ customAudience }, { host, detail }) =>
    detail.startsWith(`${host}/`) ? customAudience?.biddingLogicJs : undefined,
};
