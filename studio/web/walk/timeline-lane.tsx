import type { CSSProperties, ReactNode } from "react";
import type { PageBudget, PageLane, PageLateAnswer, PageSpan } from "../../page-data.ts";
import { wordMs } from "../parts/words.ts";
import type { TimeScale } from "./time-scale.ts";
import styles from "./timeline.module.css";

const rowHeightPx = 22;
/** Beyond it, in percent, a label would not fit behind its bar; one that tells of a late answer is longer. */
const latestLabel = 64;
const latestLongLabel = 56;

interface TimelineLaneProps {
  readonly lane: PageLane;
  readonly scale: TimeScale;
  readonly cursor: number;
  readonly nowMs: number;
  readonly isCurrent: boolean;
  readonly openEvent: (eventIndex: number) => void;
}

export function TimelineLane(props: TimelineLaneProps): ReactNode {
  const { lane, cursor, isCurrent } = props;
  const spans = lane.spans.filter(({ startEventIndex }) => startEventIndex <= cursor);
  const budgets = lane.budgets.filter(({ eventIndex }) => eventIndex <= cursor);
  const late = lane.lateAnswers.filter(({ eventIndex }) => eventIndex <= cursor);
  return (
    <div className={styles["lane"]} data-current={isCurrent || undefined}>
      <div className={styles["label"]}>
        <span>{lane.label}</span>
        {lane.note !== undefined && <small>{lane.note}</small>}
      </div>
      <div className={styles["track"]} style={{ height: lane.rows * rowHeightPx + 4 }}>
        {budgets.map((budget) => (
          <Budget key={`${budget.row}-${budget.eventIndex}`} budget={budget} scale={props.scale} />
        ))}
        {spans.map((span, index) => (
          <Span
            key={`${span.row}-${span.startEventIndex}`}
            {...props}
            span={span}
            isLastOfRow={!spans.some(({ row }, other) => other > index && row === span.row)}
            late={late.find(({ row }) => row === span.row)}
          />
        ))}
        {late.map((answer) => (
          <LateAnswer key={answer.eventIndex} answer={answer} {...props} />
        ))}
      </div>
    </div>
  );
}

function Budget({ budget, scale }: { budget: PageBudget; scale: TimeScale }): ReactNode {
  return (
    <div
      className={styles["budget"]}
      style={place(budget, scale)}
      title={budget.text}
      data-open={budget.endMs > scale.endMs || undefined}
    />
  );
}

interface SpanProps extends TimelineLaneProps {
  readonly span: PageSpan;
  readonly isLastOfRow: boolean;
  readonly late: PageLateAnswer | undefined;
}

function Span(props: SpanProps): ReactNode {
  const { span, lane, isLastOfRow, late, scale, cursor, nowMs, openEvent } = props;
  const isOver = span.endEventIndex !== undefined && span.endEventIndex <= cursor;
  const shown = isOver ? span : { ...span, endMs: Math.max(nowMs, span.startMs) };
  const state = isOver ? span.state.word : "under way";
  // Where several go on at once, the lane does not say whose it is.
  const word = lane.rows > 1 ? `${span.label}: ${state}` : state;
  return (
    <>
      <div
        className={styles["span"]}
        data-tone={isOver ? span.state.tone : "running"}
        data-kind={isOver ? span.state.kind : "running"}
        style={place(shown, scale)}
        title={isOver ? span.text : `${span.label}: under way`}
        onClick={() => openEvent(span.endEventIndex ?? span.startEventIndex)}
      />
      {isLastOfRow && <SpanLabel word={word} bar={shown} late={late} scale={scale} />}
    </>
  );
}

interface SpanLabelProps {
  readonly word: string;
  readonly bar: Drawn;
  readonly late: Drawn | undefined;
  readonly scale: TimeScale;
}

function SpanLabel({ word, bar, late, scale }: SpanLabelProps): ReactNode {
  return (
    <span className={styles["word"]} style={placeLabel(bar, late, scale)}>
      {late === undefined ? `${word} ` : `${word}, `}
      <small>{late === undefined ? wordLength(bar) : `${wordLength(late)} late`}</small>
    </span>
  );
}

interface LateAnswerProps extends TimelineLaneProps {
  readonly answer: PageLateAnswer;
}

function LateAnswer({ answer, scale, openEvent }: LateAnswerProps): ReactNode {
  return (
    <div
      className={styles["late"]}
      style={place(answer, scale)}
      title={answer.text}
      data-open={answer.endMs > scale.endMs || undefined}
      onClick={() => openEvent(answer.eventIndex)}
    />
  );
}

interface Drawn {
  readonly row: number;
  readonly startMs: number;
  readonly endMs: number;
}

function place({ row, startMs, endMs }: Drawn, scale: TimeScale): CSSProperties {
  const left = scale.at(startMs);
  return { top: row * rowHeightPx + 4, left: `${left}%`, width: `${scale.at(endMs) - left}%` };
}

function wordLength({ startMs, endMs }: Drawn): string {
  return wordMs(endMs - startMs);
}

/** Behind the bar, and behind the late answer that follows it; where there is no room, before it. */
function placeLabel(bar: Drawn, late: Drawn | undefined, scale: TimeScale): CSSProperties {
  const { row, startMs, endMs } = bar;
  const top = row * rowHeightPx + 4;
  const latest = late === undefined ? latestLabel : latestLongLabel;
  const end = scale.at(late?.endMs ?? endMs);
  if (end <= latest) return { top, left: `calc(${end}% + 8px)` };
  const start = scale.at(startMs);
  if (start >= 100 - latest) return { top, right: `calc(${100 - start}% + 3px)` };
  return { top, left: `calc(${start}% + 8px)` };
}
