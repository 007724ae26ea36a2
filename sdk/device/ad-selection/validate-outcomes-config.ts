import type { AdSelectionFromOutcomesConfig } from "../../model/ad-selection.ts";
import { hostOf, isHttps } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { isAllowedPrebuilt, throwViolations } from "./validate-config.ts";

/** Collects every violation of a config and throws them as one (spec: on-device 3.2). */
export function validateOutcomesConfig(
  call: DeviceCall,
  { adSelectionIds, selectionLogicUri, seller }: AdSelectionFromOutcomesConfig,
): void {
  const isPrebuilt = isAllowedPrebuilt(call, selectionLogicUri);
  const violations = [
    ...(adSelectionIds.length === 0 ? ["AdSelectionOutcomes cannot be null or empty"] : []),
    ...(isPrebuilt ? [] : describeSelectionLogicUri(selectionLogicUri, seller)),
  ];
  if (violations.length === 0) return;
  const ids = adSelectionIds.length === 0 ? "none" : adSelectionIds.join(", ");
  const given = { seller, selectionLogicUri, adSelectionIds: ids };
  throwViolations("AdSelectionFromOutcomesConfig", violations, given);
}

/** Unlike the decision logic of an auction, a subdomain of the seller will not do. */
function describeSelectionLogicUri(uri: string, seller: string): string[] {
  if (uri === "") return ["SelectionLogicUri cannot be null or empty"];
  return [...describeScheme(uri), ...describeHost(hostOf(uri), seller)];
}

function describeScheme(uri: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(uri)) return ["The SelectionLogicUri should be absolute"];
  return isHttps(uri) ? [] : ["The SelectionLogicUri is not secured by https"];
}

function describeHost(host: string | undefined, seller: string): string[] {
  if (host === undefined) {
    return ["The AdSelectionFromOutcomesConfig selectionLogicUri should have a valid host."];
  }
  if (host === seller.toLowerCase()) return [];
  return [
    `The seller hostname "${seller}" and the seller-provided hostname "${host}" are not consistent in AdSelectionFromOutcomesConfig selection Logic Uri.`,
  ];
}
