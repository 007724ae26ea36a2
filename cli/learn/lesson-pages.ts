/** What the page of a lesson shows; files are those of the lesson's example. */
interface LessonPage {
  /** The run, or the two that are compared. */
  readonly runs: readonly [string, string?];
  /** Scenarios that stand against each other, once for each value of a setting. */
  readonly sweep?: { readonly files: readonly string[]; readonly vary: string };
}

/** THE list, by the lesson's number: what is not here shows the run of `scenario.yaml`. */
const LESSON_PAGES: Readonly<Record<number, LessonPage>> = {
  4: { runs: ["scenario.yaml", "shipped.yaml"] },
  7: {
    runs: ["scenario.yaml"],
    sweep: {
      files: ["sweep/waterfall.yaml", "sweep/hybrid.yaml", "sweep/programmatic.yaml"],
      vary: "network.*.shade=0.4..1:0.1",
    },
  },
};

export function pageOfLesson(number: number): LessonPage {
  return LESSON_PAGES[number] ?? { runs: ["scenario.yaml"] };
}
