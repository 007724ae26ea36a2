import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CircleSlash,
  CircleX,
  Hourglass,
  LoaderCircle,
  MailX,
  SendHorizontal,
  SkipForward,
  Tag,
  Timer,
  TrendingDown,
  Trophy,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import type { PageState } from "../../page-data.ts";
import styles from "./state-mark.module.css";

/** Of whatever kind has no icon of its own: a dot. */
const icons: Readonly<Record<string, LucideIcon>> = {
  won: Trophy,
  filled: CircleCheck,
  fetched: CircleCheck,
  selected: CircleCheck,
  answered: CircleCheck,
  returned: CircleCheck,
  done: CircleCheck,
  sent: SendHorizontal,
  waiting: CircleDashed,
  running: LoaderCircle,
  unfinished: LoaderCircle,
  queued: Hourglass,
  "has-ad": Tag,
  "has-bid": Tag,
  "first-party-placed": Trophy,
  "first-party-passed": CircleMinus,
  "no-fill": CircleMinus,
  "no-bid": CircleMinus,
  "timed-out": Timer,
  unanswered: Timer,
  failed: CircleX,
  threw: CircleX,
  crashed: CircleX,
  "out-of-memory": CircleX,
  refused: Ban,
  withheld: MailX,
  dropped: MailX,
  skipped: SkipForward,
  "not-reached": CircleSlash,
  outbid: TrendingDown,
  warning: CircleAlert,
};

interface StateMarkProps {
  readonly state: PageState;
  readonly size?: "small" | "large";
}

/** An icon, a word and a colour, so that none of them has to say it alone. */
export function StateMark({ state, size = "small" }: StateMarkProps): ReactNode {
  const Icon = icons[state.kind] ?? CircleDot;
  return (
    <span className={`${styles["mark"]} ${styles[size]}`} data-tone={state.tone}>
      <Icon size={size === "small" ? 14 : 16} aria-hidden="true" />
      <span>{state.word}</span>
    </span>
  );
}
