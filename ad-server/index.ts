/** Door for whoever runs the platform's side: the simulator, `fledgling serve`, and library users. */
export {
  AdServerConfigSchema,
  type AdServerConfig,
  type AdServerConfigInput,
} from "./ad-server-config.ts";
export { createAdServer } from "./create-ad-server.ts";
export { CollectedReportsSchema, type CollectedReport } from "./report-log.ts";
