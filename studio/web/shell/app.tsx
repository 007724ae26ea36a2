import { MantineProvider, createTheme, type MantineTheme } from "@mantine/core";
import type { ReactNode } from "react";
import type { PageData, PageRun } from "../../page-data.ts";
import { CompareView } from "../compare/compare-view.tsx";
import { JsonDrawer } from "../parts/json-drawer.tsx";
import { SweepView } from "../sweep/sweep-view.tsx";
import { PageHeader } from "./page-header.tsx";
import { RunView } from "./run-view.tsx";
import { usePlace, type Place } from "./use-place.ts";

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
  return (
    <div className="page">
      <PageHeader page={page} place={place} />
      <ChosenView page={page} place={place} />
    </div>
  );
}

interface ChosenViewProps {
  readonly page: PageData;
  readonly place: Place;
}

function ChosenView({ page, place }: ChosenViewProps): ReactNode {
  const { comparison, sweep, lesson } = page;
  if (place.view === "sweep" && sweep !== undefined) {
    return <SweepView sweep={sweep} lesson={lesson} place={place} />;
  }
  if (place.view === "compare" && comparison !== undefined) {
    return <CompareView page={page} comparison={comparison} place={place} />;
  }
  return <RunView place={place} lesson={lesson} />;
}
