import { Drawer } from "@mantine/core";
import { createContext, useContext, useState, type ReactNode } from "react";
import { CodePanel } from "./code-panel.tsx";

interface RawJson {
  readonly title: string;
  readonly value: unknown;
}

const ShowJson = createContext<(json: RawJson) => void>(() => undefined);

/** Opens the drawer with anything in it, from anywhere on the page. */
export function useShowJson(): (json: RawJson) => void {
  return useContext(ShowJson);
}

/** Holds the one drawer in which everything can be seen as the trace has it. */
export function JsonDrawer({ children }: { readonly children: ReactNode }): ReactNode {
  const [json, setJson] = useState<RawJson>({ title: "", value: undefined });
  const [isOpen, setIsOpen] = useState(false);
  const show = (shown: RawJson): void => {
    setJson(shown);
    setIsOpen(true);
  };
  return (
    <ShowJson value={show}>
      {children}
      <Drawer
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        position="right"
        size="lg"
        title={json.title}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <CodePanel
          label={json.title}
          text={JSON.stringify(json.value, null, 2) ?? "undefined"}
          maxHeightPx={760}
        />
      </Drawer>
    </ShowJson>
  );
}
