import type { MediationEvent } from "../../sdk/index.ts";

/** What an event is about: that of `node.filled` is the node, and that of a bid which timed out is the bid. */
export function nounOf(event: MediationEvent): string {
  const [noun = ""] = event.type.split(".");
  const phase = "phase" in event ? event.phase : undefined;
  return noun === "node" && phase !== undefined && phase !== "load" ? `node-${phase}` : noun;
}

/** `node gamma filled`: who it was, and how it ended; of a step, what it was to do. */
export function nameSpan(opening: MediationEvent, closing: MediationEvent): string {
  switch (opening.type) {
    case "step.started":
      return `step ${opening.step}  ${opening.text}`;
    case "request.started":
      return `${opening.requestId}${closing.type === "request.finished" ? ` ${closing.kind}` : ""}`;
    case "http.finished":
      return `${opening.purpose} ${URL.parse(opening.url)?.host ?? opening.url}`;
    case "logic.finished":
      return `${opening.function} ${opening.script.replace(/^.*:\/\//, "").replace(/\?.*/, "")}`;
    default:
      return nameNode(opening, closing);
  }
}

function nameNode(opening: MediationEvent, closing: MediationEvent): string {
  const nodeId = "nodeId" in opening && !("callId" in opening) ? opening.nodeId : undefined;
  const isEnd = nounOf(opening) === nounOf(closing);
  const end = (isEnd ? closing.type : opening.type).split(".")[1] ?? "";
  return [nounOf(opening), nodeId, end.replaceAll("-", " ")].filter(Boolean).join(" ");
}

/** `ad selection of gamma.example`, `report of impression`, or what else the call did first. */
export function nameCall(callId: string, events: readonly MediationEvent[]): string {
  const started = events.find((event) => event.type === "ad-selection.started");
  if (started !== undefined) return `ad selection of ${started.seller}`;
  const report = events.find(
    (event) => event.type === "report.sent" || event.type === "report.withheld",
  );
  if (report !== undefined) return `report of ${report.key}`;
  const failed = events.find((event) => event.type === "device-call.failed");
  return failed?.api ?? `${events[0] === undefined ? "call" : nounOf(events[0])} ${callId}`;
}
