import type { AddressInfo } from "node:net";
import { createScenarioServer, loadScenario, runScenario } from "../../simulator/index.ts";
import { findFlagship } from "../default-scenario.ts";
import { refuseFailedRun } from "../refuse-failed-run.ts";
import { renderWalk } from "../render/render-walk.ts";
import { withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

export const addDemo: AddCommand = (program, shell) => {
  program
    .command("demo")
    .summary("run the flagship example live")
    .description(
      "Starts the ad server on a free port, walks the flagship example over real HTTP, and stops.",
    )
    .action(async () => runDemo(shell));
};

async function runDemo({ io, colours }: Shell): Promise<void> {
  const loaded = await loadScenario(findFlagship(io.cwd), { cwd: io.cwd });
  const server = await createScenarioServer(loaded);
  try {
    await server.listen({ port: 0, host: "127.0.0.1" });
    const { port } = server.server.address() as AddressInfo;
    const serverUrl = `http://127.0.0.1:${port}`;
    io.stdout(`Ad server, scripts and report collector on ${colours.bold(serverUrl)}\n\n`);
    const run = await withSandbox((sandbox) =>
      runScenario(loaded, { mode: "live", serverUrl, sandbox }),
    );
    io.stdout(renderWalk(run, colours));
    refuseFailedRun(run, loaded);
  } finally {
    await server.close();
  }
}
