import { MediationError } from "../foundation/errors.ts";

export function notInitialized(slotId: string): MediationError {
  return new MediationError(
    "ERR_SDK_NOT_INITIALIZED",
    `Cannot request slot "${slotId}": the SDK is not initialized.`,
    { hint: "Await sdk.initialize() first." },
  );
}

export function unknownSlot(slotId: string, known: readonly string[]): MediationError {
  const words = known.map((each) => `"${each}"`).join(", ") || "no slot";
  return new MediationError(
    "ERR_SDK_UNKNOWN_SLOT",
    `Cannot request slot "${slotId}": the SDK is configured with ${words}.`,
    { hint: "Pass the slot in the SDK's options." },
  );
}
