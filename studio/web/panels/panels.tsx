import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import type { Place } from "../shell/use-place.ts";
import { EventsPanel } from "./events-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import styles from "./panels.module.css";
import { ReportsPanel } from "./reports-panel.tsx";
import { ScriptPanel } from "./script-panel.tsx";

interface PanelDefinition {
  readonly name: string;
  readonly label: string;
  readonly count: (place: Place) => number | undefined;
  readonly Panel: (props: { readonly place: Place }) => ReactNode;
}

/** The panels, from left to right; the first one is open. */
const panels: readonly PanelDefinition[] = [
  {
    name: "script",
    label: "Scripts",
    count: ({ chapter }) => chapter?.callNumbers.length,
    Panel: ScriptPanel,
  },
  {
    name: "ledger",
    label: "Ledger",
    count: ({ chapter }) => chapter?.ledgerIndexes.length,
    Panel: LedgerPanel,
  },
  {
    name: "reports",
    label: "Reports",
    count: ({ chapter }) => chapter?.reportIndexes.length,
    Panel: ReportsPanel,
  },
  { name: "events", label: "Events", count: ({ run }) => run.events.length, Panel: EventsPanel },
];

/** What goes deeper than the walk: the scripts, who lost by which rule, what was reported, and every event. */
export function Panels({ place }: { readonly place: Place }): ReactNode {
  const opening = "script";
  return (
    <Tabs
      className={styles["panels"] ?? ""}
      value={panels.some(({ name }) => name === place.panel) ? place.panel : opening}
      onChange={(name) => place.openPanel(name ?? opening)}
      keepMounted={false}
    >
      <Tabs.List className={styles["tabs"] ?? ""}>
        {panels.map(({ name, label, count }) => (
          <Tabs.Tab key={name} value={name} className={styles["tab"] ?? ""}>
            {label}{" "}
            <span className={styles["count"]}>{(count(place) ?? 0).toLocaleString("en")}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {panels.map(({ name, Panel }) => (
        <Tabs.Panel key={name} value={name} className={styles["panel"] ?? ""}>
          <Panel key={place.chapter?.id} place={place} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
