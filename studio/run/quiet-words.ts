import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import { wordEvent } from "../../simulator/index.ts";

/** Sentences for what an explanation leaves to other events, and a page shows all the same. */
const QUIET_WORDS: {
  readonly [Type in MediationEventType]?: (event: MediationEventOf<Type>) => string;
} = {
  "session.started": ({ name, seed, profile }) =>
    `The session of "${name}" begins, with seed ${seed} and profile ${profile}.`,
  "session.finished": () => "The session ends.",
  "step.started": ({ step, text }) => `Step ${step} of the scenario begins: ${text}.`,
  "step.returned": ({ adSelectionId, renderUri }) =>
    adSelectionId === undefined
      ? "The step is done."
      : `The app is handed ad selection ${adSelectionId}${renderUri ? ` with ${renderUri}` : ""}.`,
  "request.started": ({ slotId, format, totalTimeoutMs }) =>
    `The app asks for an ad for slot ${slotId} (${format}) and waits ${totalTimeoutMs} ms at most; the SDK asks the ad server for a chain.`,
  "request.finished": ({ kind, latencyMs }) =>
    kind === "filled"
      ? `The request ends after ${latencyMs} ms with an ad.`
      : `The request ends after ${latencyMs} ms without an ad: ${kind}.`,
  "ad.selected": ({ adId, networkId, renderUri }) =>
    `The app is given ${adId} of network "${networkId}": ${renderUri}.`,
  "ad-selection.started": wordSelection,
  "audience.joined": ({ buyer, name }) => `Custom audience ${buyer}/${name} is joined.`,
  "audience.left": ({ buyer, name }) => `Custom audience ${buyer}/${name} is left.`,
  "audience.updated": ({ buyer, name, fields }) =>
    `Custom audience ${buyer}/${name} is updated: ${fields.join(", ") || "nothing new"}.`,
  "audience.deleted": ({ buyer, name, detail }) =>
    `Custom audience ${buyer}/${name} is deleted: ${detail}.`,
  "background-job.finished": ({ job, detail }) =>
    `Background job ${job} ${detail === undefined ? "has run" : `did not get to its end: ${detail}`}.`,
  "logic.finished": wordCall,
  "logic.reused": ({ url }) => `${url} comes from the device's cache.`,
  "console.printed": ({ level, text }) => `The script prints (${level}): ${text}`,
  "beacon.registered": ({ destination, key, uri }) =>
    `The ${destination}'s script registers an address for "${key}": ${uri}.`,
  "beacon.dropped": ({ destination, key, detail }) =>
    `The ${destination}'s address for "${key}" is dropped: ${detail}.`,
  "debug-report.sent": ({ destination, uri, status, detail = "" }) =>
    `The ${destination}'s debug report goes to ${uri}, which answers ${status ?? `nothing (${detail})`}.`,
  "debug-report.queued": ({ destination, uri }) =>
    `The ${destination}'s debug report waits for its job: ${uri}.`,
  "debug-report.withheld": ({ destination, detail }) =>
    `The ${destination}'s debug report is not sent: ${detail}.`,
  "histogram.updated": ({ eventType, buyer, adCounterKeys }) =>
    `The device counts a ${eventType} of ${buyer}, for keys ${adCounterKeys.join(", ")}.`,
  "histogram.unchanged": ({ detail }) => `The device counts nothing: ${detail}.`,
  "http.finished": ({ method, url, status, failure, latencyMs, bytes }) =>
    status === undefined
      ? `${method} ${url} got no answer within ${latencyMs} ms: ${failure ?? "unknown"}.`
      : `${method} ${url} answered ${status} with ${bytes} characters after ${latencyMs} ms.`,
};

export function wordQuietly(event: MediationEvent): string {
  const word = QUIET_WORDS[event.type] as ((of: MediationEvent) => string) | undefined;
  return word?.(event) ?? `${wordEvent(event)}.`;
}

/** By the proposal, an auction may be among outcomes selected before, beside audiences or without any. */
function wordSelection({ from, seller, buyers, outcomes }: Started): string {
  const earlier = outcomes.length === 1 ? "1 outcome" : `${outcomes.length} outcomes`;
  const among = [
    ...(buyers.length > 0 ? [`the custom audiences of ${buyers.join(", ")}`] : []),
    ...(outcomes.length > 0 ? [`${earlier} selected before`] : []),
  ].join(" and ");
  const does = from === "audiences" ? "begins an ad selection" : "lets a script choose";
  return `On the device, ${seller} ${does} among ${among || "the custom audiences of nobody"}.`;
}

type Started = MediationEventOf<"ad-selection.started">;

function wordCall({ function: name, script, calls, outcome, spentMs, message }: Called): string {
  const often = calls === 1 ? "once" : `${calls} times`;
  const cost = spentMs === 0 ? "" : `, which takes ${spentMs} ms`;
  if (outcome === "returned") return `${name} of ${script} is called ${often}${cost}.`;
  const why = message === undefined ? "" : `: ${message.replaceAll(/\s*\n\s*/g, " ")}`;
  return `${name} of ${script} is called${cost}: ${OUTCOME_WORDS[outcome]}${why}.`;
}

type Called = MediationEventOf<"logic.finished">;

const OUTCOME_WORDS = {
  threw: "it throws",
  "timed-out": "it runs out of time",
  "out-of-memory": "it runs out of memory",
  crashed: "it crashes",
} as const;
