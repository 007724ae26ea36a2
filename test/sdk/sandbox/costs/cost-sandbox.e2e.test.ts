import { createCostSandbox } from "../../../../sdk/sandbox/costs/cost-sandbox.ts";
import { describeScriptSandboxContract } from "../../../contract/script-sandbox.contract.ts";

describeScriptSandboxContract("costs", createCostSandbox);
