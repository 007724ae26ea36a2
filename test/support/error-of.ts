import { MediationError } from "../../sdk/index.ts";

/** The MediationError that `action` ends in; anything else fails the test. */
export async function errorOf(action: () => unknown): Promise<MediationError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof MediationError) return error;
    throw error;
  }
  throw new Error("expected a MediationError, and nothing was thrown");
}
