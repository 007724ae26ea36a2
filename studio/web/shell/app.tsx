import { MantineProvider, createTheme, type MantineTheme } from "@mantine/core";
import type { ReactNode } from "react";
import type { PageData, PageRun } from "../../page-data.ts";
import { CompareView } from "../compare/compare-view.tsx";
import { JsonDrawer } from "../parts/json-drawer.tsx";
import { PageHeader } from "./page-header.tsx";
import { RunView } from "./run-view.tsx";
import { usePlace } from "./use-place.ts";

const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 7 } satisfies MantineTheme["primaryShade"],
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  respectReducedMotion: true,
});

export function App({ page }: { readonly page: PageData }): ReactNode {
  const [firstRun] = page.runs;
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <JsonDrawer>
        {firstRun === undefined ? (
          <p role="alert">This page holds no run. Make it again: fledgling view.</p>
        ) : (
          <Page page={page} firstRun={firstRun} />
        )}
      </JsonDrawer>
    </MantineProvider>
  );
}

interface PageProps {
  readonly page: PageData;
  readonly firstRun: PageRun;
}

function Page({ page, firstRun }: PageProps): ReactNode {
  const place = usePlace(page, firstRun);
  const { comparison } = page;
  return (
    <div className="page">
      <PageHeader page={page} place={place} />
      {comparison !== undefined && place.isComparing ? (
        <CompareView page={page} comparison={comparison} place={place} />
      ) : (
        <RunView place={place} />
      )}
    </div>
  );
}
