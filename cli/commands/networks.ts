import type { Command } from "commander";
import { isTextField, type MediatedNetwork, type Partner } from "../../ad-server/index.ts";
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

export const networkKind: ManagedKind<MediatedNetwork> = {
  noun: "network",
  path: "/mediated-networks",
  isText: (field) => isTextField("mediated-networks", field),
  render: (networks, colours) =>
    renderThings(
      networks,
      [
        { head: "id", width: 6, align: "right", cell: ({ id }) => id },
        { head: "name", width: 30, cell: ({ name }) => name },
        { head: "state", width: 5, cell: ({ active }) => (active ? "on" : "off") },
        { head: "bids", width: 5, align: "right", cell: ({ bid_count: count }) => count },
        { head: "in", width: 3, cell: ({ default_bid_currency: code }) => code },
        { head: "adapter", width: 19, cell: ({ sdk }) => sdk?.adapter },
      ],
      colours,
    ),
};

const partnerKind: ManagedKind<Partner> = {
  noun: "partner",
  path: "/creative-custom-request-partners",
  isText: () => false,
  render: (partners, colours) =>
    renderThings(
      partners,
      [
        { head: "id", width: 6, align: "right", cell: ({ id }) => id },
        { head: "name", width: 29, cell: ({ name }) => name },
        { head: "kind", width: 6, cell: ({ integration_kind: kind }) => kind },
        { head: "supply", width: 22, cell: ({ supply }) => supply.map(shortSupply).join(", ") },
        {
          head: "reports",
          width: 7,
          cell: ({ integration }) => (integration.supported ? "yes" : "no"),
        },
      ],
      colours,
    ),
};

export const addNetworks: AddCommand = (program, shell) => {
  const command = program
    .command("networks")
    .summary("manage the mediated networks of a running server")
    .description(
      "Lists, adds and changes the mediated networks of a server that fledgling serve has started.",
    );
  addListing(command, shell);
  addAdding(command, shell);
  addChanges(command, networkKind, shell);
};

function addListing(command: Command, shell: Shell): void {
  addServerOptions(command.command("partners").summary("list what a network can be of")).action(
    async (options: ServerOptions) => {
      const client = connectToServer(options.server, shell.io);
      show(await client.list<Partner>(partnerKind.path), { kind: partnerKind, shell, options });
    },
  );
  addServerOptions(command.command("list").summary("list the networks")).action(
    async (options: ServerOptions) => {
      const client = connectToServer(options.server, shell.io);
      const networks = await client.list<MediatedNetwork>(networkKind.path);
      show(networks, { kind: networkKind, shell, options });
    },
  );
}

function addAdding(command: Command, shell: Shell): void {
  addServerOptions(command.command("add").summary("add a network"))
    .argument("<name>", "what it is called; no other network or advertiser is")
    .argument("[fields...]", "PATH=VALUE, such as sdk.adapter=fixed-price")
    .option("--partner <partner>", "what it is of", "Custom Mobile Network")
    .addHelpText(
      "after",
      "\nExample:\n  fledgling networks add CoolAds sdk.adapter=fixed-price sdk.options.cpmUsd=2",
    )
    .action(
      async (name: string, fields: string[], options: ServerOptions & { partner: string }) => {
        const body = parseFields(fields, networkKind.isText, { name });
        const client = connectToServer(options.server, shell.io);
        const { id } = await findThing(client, partnerKind, options.partner);
        const added = await client.send("POST", networkKind.path, {
          creative_custom_request_partner_id: id,
          ...body,
        });
        show(added as MediatedNetwork, { kind: networkKind, shell, options });
      },
    );
}

function shortSupply(supply: string): string {
  return (
    { "mobile-app": "app", "mobile-web": "mobile web", "desktop-web": "web" }[supply] ?? supply
  );
}
