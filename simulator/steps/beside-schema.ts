import { z } from "zod";
import { SignalsSchema } from "../../sdk/index.ts";
import { NameSchema } from "../scenario/fields.ts";
import { StepExpectSchema } from "./step-expect-schema.ts";

/** What may stand beside a verb in the same map; each step says which of these go with it. */
export const besideShape = {
  as: z
    .string()
    .regex(/^(?!-?\d+$)./, "expected a name that is no number")
    .optional()
    .describe("What later steps call the outcome"),
  app: NameSchema.optional().describe("Package of the app that makes the call"),
  data: SignalsSchema.optional().describe("With event: the data it carries"),
  slotId: NameSchema.optional().describe("With event: the slot of the ad"),
  reserveCpmUsd: z
    .number()
    .nonnegative()
    .max(999)
    .optional()
    .describe(
      "With request and prefetch: the least that the ad may pay, for an ad server's auction",
    ),
  expect: StepExpectSchema.optional().describe("How this step should end"),
};

const BesideSchema = z.strictObject(besideShape);

export type Beside = Readonly<z.output<typeof BesideSchema>>;
export type BesideKey = keyof Beside;
export const BESIDE_KEYS = Object.keys(besideShape) as readonly BesideKey[];
