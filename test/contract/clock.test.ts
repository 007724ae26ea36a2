import { createSystemClock } from "../../sdk/index.ts";
import { createVirtualClock } from "../../simulator/index.ts";
import { describeClockContract } from "./clock.contract.ts";

describeClockContract("virtual", () => createVirtualClock(0));
describeClockContract("system", createSystemClock);
