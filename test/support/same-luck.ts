import { configureGlobal } from "fast-check";

/**
 * Properties meet the same cases at every run, so that what fails one is a change and not the day. `npm run soak` has
 * them meet others.
 */
if (process.env["MODE"] !== "soak") configureGlobal({ seed: 20_261_122 });
