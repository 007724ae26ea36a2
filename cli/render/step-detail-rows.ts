import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { WalkRow } from "./walk-row.ts";
import { toWalkRow } from "./walk-rows.ts";
import type { BidsById } from "./walk-words.ts";

export type StepRow = Pick<WalkRow, "who" | "what"> & Partial<WalkRow>;

/** The line that an event has in a step's block only because the block is about the device. */
export function toStepDetailRow(event: MediationEvent, bids: BidsById): StepRow | undefined {
  const make = DETAIL_ROWS[event.type] as RowMaker<MediationEventType> | undefined;
  return make === undefined ? toWalkRow(event, bids) : make(event);
}

type RowMaker<Type extends MediationEventType> = (
  event: MediationEventOf<Type>,
) => StepRow | undefined;

const DETAIL_ROWS: { readonly [Type in MediationEventType]?: RowMaker<Type> } = {
  "step.skipped": () => undefined,

  // What the app itself did is the step; by whom else it was done is news.
  "audience.joined": ({ by, buyer, name }) =>
    by === undefined ? undefined : { who: "joined", what: `${buyer}/${name}` },
  "audience.left": ({ by, buyer, name }) =>
    by === undefined ? undefined : { who: "left", what: `${buyer}/${name}` },
  "audience.updated": ({ buyer, name, fields }) => ({
    who: "updated",
    what: `${buyer}/${name}: ${fields.join(", ") || "nothing new"}`,
  }),
  "audience.deleted": ({ buyer, name, detail }) => ({
    who: "deleted",
    what: `${buyer}/${name}: ${detail}`,
  }),
  "histogram.updated": ({ buyer, eventType, adCounterKeys }) => ({
    who: "counted",
    what: `${eventType} of ${buyer}, keys ${adCounterKeys.join(", ")}`,
  }),
  "histogram.unchanged": ({ detail }) => ({ who: "unchanged", what: detail }),
  "override.removed": ({ detail }) => ({ who: "removed", what: detail }),
  "override.ignored": ({ detail }) => ({ who: "ignored", what: detail }),
  "storage.cleared": ({ adSelections, scripts, beacons }) => ({
    who: "cleared",
    what: `ad selections: ${adSelections.length}, scripts: ${scripts.length}, beacons: ${beacons.length}`,
  }),
  "report.withheld": ({ rule, detail }) =>
    rule === undefined ? { who: "no report", what: detail } : undefined,
  "debug-report.sent": ({ destination, status, detail = "", uri }) => ({
    who: "debug",
    what: `${destination.padEnd("seller".length)}  ${status ?? detail}  GET ${uri}`,
  }),
  "debug-report.queued": ({ destination, uri }) => ({
    who: "debug",
    what: `${destination.padEnd("seller".length)}  waits for its job  ${uri}`,
  }),
  "debug-report.withheld": ({ destination, detail }) => ({
    who: "debug",
    what: `${destination.padEnd("seller".length)}  withheld  ${detail}`,
    tone: "faint",
  }),
};
