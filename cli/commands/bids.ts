import { InvalidArgumentError, type Command } from "commander";
import { isTextField, type MediatedBid } from "../../ad-server/index.ts";
import { connectToServer } from "../management-client.ts";
import {
  addChanges,
  addServerOptions,
  findThing,
  show,
  type ManagedKind,
  type ServerOptions,
} from "../managed-kind.ts";
import { parseFields } from "../parse-fields.ts";
import { renderThings } from "../render/render-things.ts";
import type { AddCommand, Shell } from "./command.ts";
import { networkKind } from "./networks.ts";

const bidKind: ManagedKind<MediatedBid> = {
  noun: "bid",
  path: "/mediated-bids",
  isText: (field) => isTextField("mediated-bids", field),
  render: (bids, colours) =>
    renderThings(
      bids,
      [
        { head: "id", width: 6, align: "right", cell: ({ id }) => id },
        { head: "name", width: 18, cell: ({ name }) => name },
        { head: "network", width: 16, cell: ({ mediated_network: network }) => network.name },
        { head: "CPM", width: 10, align: "right", cell: (bid) => bid["line-item"].revenue_value },
        { head: "in", width: 3, cell: (bid) => bid["line-item"].currency },
        { head: "state", width: 11, cell: stateOf },
      ],
      colours,
    ),
};

/** A bid that is on waits for its network. */
function stateOf({ active, mediated_network: network }: MediatedBid): string {
  if (!active) return "off";
  return network.active ? "on" : "network off";
}

export const addBids: AddCommand = (program, shell) => {
  const command = program
    .command("bids")
    .summary("manage the mediated bids of a running server")
    .description(
      "Lists, adds and changes what networks are expected to pay, on a server that fledgling serve has started.",
    );
  addListing(command, shell);
  addAdding(command, shell);
  addChanges(command, bidKind, shell);
};

function addListing(command: Command, shell: Shell): void {
  addServerOptions(command.command("list").summary("list the bids"))
    .option("--network <network>", "only those of this network, by number or name")
    .action(async (options: ServerOptions & { readonly network?: string }) => {
      const client = connectToServer(options.server, shell.io);
      const { network } = options;
      const of = network && (await findThing(client, networkKind, network)).id;
      const query = of === undefined ? "" : `?mediated_network_id=${of}`;
      const bids = await client.list<MediatedBid>(`${bidKind.path}${query}`);
      show(bids, { kind: bidKind, shell, options });
    });
}

interface AddOptions extends ServerOptions {
  readonly network: string;
  readonly cpm: number;
  readonly size: string;
  readonly uid?: string;
}

function addAdding(command: Command, shell: Shell): void {
  addServerOptions(command.command("add").summary("add a bid"))
    .argument("<name>", "what it is called; no other bid is")
    .argument("[fields...]", "PATH=VALUE, such as label=top; they beat the options")
    .requiredOption("--network <network>", "number or name of its network")
    .requiredOption("--cpm <price>", "what the network is expected to pay", readPrice)
    .option("--uid <id>", "the network's own id of the placement")
    .option("--size <size>", "of a banner", "320x50")
    .addHelpText(
      "after",
      '\nExample:\n  fledgling bids add "CoolAds top" --network CoolAds --cpm 2 --uid 4711',
    )
    .action(async (name: string, fields: string[], options: AddOptions) => {
      const { network, cpm, size, uid } = options;
      const body = parseFields(fields, bidKind.isText, {
        name,
        "line-item": { revenue_value: cpm },
        creative: { size, ...(uid !== undefined && { uid }) },
      });
      const client = connectToServer(options.server, shell.io);
      const { id } = await findThing(client, networkKind, network);
      const added = await client.send("POST", bidKind.path, { mediated_network_id: id, ...body });
      show(added as MediatedBid, { kind: bidKind, shell, options });
    });
}

function readPrice(text: string): number {
  const price = Number(text);
  if (text.trim() !== "" && Number.isFinite(price)) return price;
  throw new InvalidArgumentError("It must be a number, such as 2.50.");
}
