import type { Command } from "commander";
import { MediationError, nearestWord } from "../sdk/index.ts";
import { DEFAULT_SERVER_URL } from "../simulator/index.ts";
import type { Shell } from "./commands/command.ts";
import { connectToServer, type ManagementClient } from "./management-client.ts";
import { parseFields } from "./parse-fields.ts";
import { parseServerUrl } from "./parse-server-url.ts";

export interface Managed {
  readonly id: number;
  readonly name: string;
}

/** A kind of thing that a server keeps, as the command line handles it. */
export interface ManagedKind<Thing extends Managed> {
  /** One of them, in a sentence. */
  readonly noun: string;
  readonly path: string;
  /** Whether a field of it is text, whatever it looks like. */
  readonly isText: (field: string) => boolean;
  readonly render: (things: readonly Thing[], colours: Shell["colours"]) => string;
}

export interface ServerOptions {
  readonly server: string;
  readonly json?: true;
}

/** What every command has that asks a server. */
export function addServerOptions(command: Command): Command {
  return command
    .option("--server <url>", "where the server is", parseServerUrl, DEFAULT_SERVER_URL)
    .option("--json", "print one JSON document");
}

/** Adds what can be done with one that is there: `set`, `activate`, `deactivate`, `remove`. */
export function addChanges<Thing extends Managed>(
  command: Command,
  kind: ManagedKind<Thing>,
  shell: Shell,
): void {
  const { noun, path } = kind;
  const which = `<${noun}>`;
  addServerOptions(command.command("set").summary(`change a ${noun}`))
    .description(`Changes the fields that are named of a ${noun}; the others stay.`)
    .argument(which, "its number or name")
    .argument("<fields...>", "PATH=VALUE, such as name=Other; docs/ad-server.md lists the paths")
    .action(async (reference: string, fields: readonly string[], options: ServerOptions) => {
      const patch = parseFields(fields, kind.isText);
      const { client, id } = await find(reference, { kind, shell, options });
      show((await client.send("PATCH", `${path}/${id}`, patch)) as Thing, {
        kind,
        shell,
        options,
      });
    });
  for (const verb of ["activate", "deactivate"] as const) {
    addServerOptions(command.command(verb))
      .summary(`switch a ${noun} ${verb === "activate" ? "on" : "off"}`)
      .argument(which, "its number or name")
      .action(async (reference: string, options: ServerOptions) => {
        const { client, id } = await find(reference, { kind, shell, options });
        show((await client.send("POST", `${path}/${id}/${verb}`)) as Thing, {
          kind,
          shell,
          options,
        });
      });
  }
  addRemove(command, kind, shell);
}

function addRemove<Thing extends Managed>(
  command: Command,
  kind: ManagedKind<Thing>,
  shell: Shell,
): void {
  const { noun, path } = kind;
  addServerOptions(command.command("remove").summary(`remove a ${noun}`))
    .argument(`<${noun}>`, "its number or name")
    .option("--force", "with everything below it")
    .action(async (reference: string, options: ServerOptions & { readonly force?: true }) => {
      const { client, id, name } = await find(reference, { kind, shell, options });
      await client.send("DELETE", `${path}/${id}${options.force ? "?force=true" : ""}`);
      const removed = { id, name };
      shell.io.stdout(
        options.json
          ? `${JSON.stringify(removed, null, 2)}\n`
          : `Removed ${noun} ${id} "${name}".\n`,
      );
    });
}

interface Call<Thing extends Managed> {
  readonly kind: ManagedKind<Thing>;
  readonly shell: Shell;
  readonly options: ServerOptions;
}

/** Prints one or several things as a table, or as they came. */
export function show<Thing extends Managed>(
  shown: Thing | readonly Thing[],
  { kind, shell: { io, colours }, options }: Call<Thing>,
): void {
  const things = [shown].flat() as readonly Thing[];
  io.stdout(options.json ? `${JSON.stringify(shown, null, 2)}\n` : kind.render(things, colours));
}

async function find<Thing extends Managed>(
  reference: string,
  { kind, shell, options }: Call<Thing>,
): Promise<Managed & { readonly client: ManagementClient }> {
  const client = connectToServer(options.server, shell.io);
  const { id, name } = await findThing(client, kind, reference);
  return { client, id, name };
}

/** @throws MediationError ERR_CLI_USAGE, if there is none of that number or name. */
export async function findThing<Thing extends Managed>(
  client: ManagementClient,
  { noun, path }: Pick<ManagedKind<Thing>, "noun" | "path">,
  reference: string,
): Promise<Thing> {
  const things = await client.list<Thing>(path);
  const wanted = reference.toLowerCase();
  const found = things.find(
    ({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted,
  );
  if (found !== undefined) return found;
  const names = things.map(({ name }) => name);
  const nearest = nearestWord(reference, names);
  const hint =
    nearest === undefined
      ? `There is: ${names.join(", ") || "none yet"}.`
      : `Did you mean "${nearest}"?`;
  throw new MediationError("ERR_CLI_USAGE", `There is no ${noun} "${reference}".`, { hint });
}
