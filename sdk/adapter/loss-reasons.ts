/** Why a bid lost, as OpenRTB numbers it: the codes of its loss notices that an SDK can know of. */
export const LOSS_REASONS = {
  internalError: 1,
  opportunityExpired: 2,
  invalidResponse: 3,
  missingMarkup: 7,
  missingPrice: 9,
  belowFloor: 100,
  lostToHigherBid: 102,
} as const;

export type LossReason = (typeof LOSS_REASONS)[keyof typeof LOSS_REASONS];
