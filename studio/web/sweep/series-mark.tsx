import type { ReactNode } from "react";

/** How a series is told from the others: by dashes, by a shape, and only then by its colour. */
export interface SeriesLook {
  readonly color: string;
  readonly dashes: string;
  readonly shape: string;
}

const looks: readonly SeriesLook[] = [
  { color: "var(--series-1)", dashes: "", shape: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z" },
  { color: "var(--series-2)", dashes: "7 4", shape: "M-4,-4H4V4H-4Z" },
  { color: "var(--series-3)", dashes: "2 3", shape: "M0,-5L5,4H-5Z" },
  { color: "var(--series-4)", dashes: "10 3 2 3", shape: "M0,-5.5L5.5,0L0,5.5L-5.5,0Z" },
];

const plain: SeriesLook = { color: "var(--text-dimmed)", dashes: "1 2", shape: "M-3,-3H3V3H-3Z" };

/** Whatever comes after the fourth has the lines of the first ones again, with other shapes. */
export function lookOf(seriesIndex: number): SeriesLook {
  const round = Math.floor(seriesIndex / looks.length);
  const line = looks[seriesIndex % looks.length] ?? plain;
  const { shape } = looks[(seriesIndex + round) % looks.length] ?? plain;
  return { ...line, shape };
}

interface SeriesMarkProps {
  readonly look: SeriesLook;
  readonly x: number;
  readonly y: number;
  readonly isLarge?: boolean;
}

export function SeriesMark({ look, x, y, isLarge = false }: SeriesMarkProps): ReactNode {
  return (
    <path
      d={look.shape}
      transform={`translate(${x},${y}) scale(${isLarge ? 1.5 : 0.8})`}
      fill={isLarge ? look.color : "var(--surface)"}
      stroke={look.color}
      strokeWidth={1.5}
    />
  );
}
