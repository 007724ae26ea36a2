import { ActionIcon } from "@mantine/core";
import { Braces } from "lucide-react";
import type { ReactNode } from "react";
import { useShowJson } from "./json-drawer.tsx";

interface JsonButtonProps {
  readonly title: string;
  readonly value: unknown;
}

/** Shows what it stands beside as JSON. */
export function JsonButton({ title, value }: JsonButtonProps): ReactNode {
  const showJson = useShowJson();
  const label = `${title} as JSON`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      title={label}
      onClick={() => showJson({ title, value })}
    >
      <Braces size={14} aria-hidden="true" />
    </ActionIcon>
  );
}
