/** THE list of steps, in the order in which messages name their verbs. */
import { advanceStep } from "./advance.ts";
import { clickStep } from "./click.ts";
import { eventStep } from "./event.ts";
import { fetchAndJoinCustomAudienceStep } from "./fetch-and-join-custom-audience.ts";
import { forceStep } from "./force.ts";
import { hideStep } from "./hide.ts";
import { impressionStep } from "./impression.ts";
import { joinStep } from "./join.ts";
import { leaveStep } from "./leave.ts";
import { overrideStep } from "./override.ts";
import { prefetchStep } from "./prefetch.ts";
import { reportEventStep } from "./report-event.ts";
import { reportImpressionStep } from "./report-impression.ts";
import { requestStep } from "./request.ts";
import { rewardStep } from "./reward.ts";
import { runJobStep } from "./run-job.ts";
import { scheduleCustomAudienceUpdateStep } from "./schedule-custom-audience-update.ts";
import { selectAdsFromOutcomesStep } from "./select-ads-from-outcomes.ts";
import { selectAdsStep } from "./select-ads.ts";
import { setAppInstallAdvertisersStep } from "./set-app-install-advertisers.ts";
import { setNetworkStep } from "./set-network.ts";
import { setPrivacySettingsStep } from "./set-privacy-settings.ts";
import { setStep } from "./set.ts";
import { showStep } from "./show.ts";
import { storeOutcomeStep } from "./store-outcome.ts";
import { updateAdCounterHistogramStep } from "./update-ad-counter-histogram.ts";
import { viewStep } from "./view.ts";

export const STEPS = [
  requestStep,
  prefetchStep,
  showStep,
  impressionStep,
  viewStep,
  clickStep,
  eventStep,
  rewardStep,
  hideStep,
  forceStep,
  setPrivacySettingsStep,
  advanceStep,
  setStep,
  setNetworkStep,
  joinStep,
  leaveStep,
  fetchAndJoinCustomAudienceStep,
  scheduleCustomAudienceUpdateStep,
  selectAdsStep,
  selectAdsFromOutcomesStep,
  reportImpressionStep,
  reportEventStep,
  updateAdCounterHistogramStep,
  setAppInstallAdvertisersStep,
  overrideStep,
  storeOutcomeStep,
  runJobStep,
] as const;
