import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { apart, ticksTo } from "./scale.js";

/** A line of a chart: told by its name at its end and by its dashes as well as by its colour. */
export interface Series {
  id: string;
  title: string;
  /** One for each moment; gaps where there is none. */
  values: readonly (number | null)[];
}

/** What a chart is made from. */
export interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  /** Days, as `YYYY-MM-DD`, oldest first. */
  days: readonly string[];
  series: readonly Series[];
  height: number;
  unit?: string;
}

const LEFT = 34;
const RIGHT = 104;
const TOP = 10;
const BOTTOM = 22;
const LABEL = 15;

/** Lines over time, drawn as wide as there is room. A table says the same for those who do not see it. */
export function Chart(props: ChartProps): VNode {
  const { label, days, series, height, unit = "" } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const ticks = ticksTo(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const x = timeScale(days, LEFT, width - RIGHT);
  const bottom = height - BOTTOM;
  const y = (value: number): number => bottom - (value / ticks.at(-1)!) * (bottom - TOP);
  return (
    <div class="chart" ref={frame}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick} class="chart-grid">
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
              {tick}
              {unit}
            </text>
          </g>
        ))}
        <DayLabels days={days} x={x} y={height - 5} />
        {series.map((one) => (
          <path key={one.id} class={`chart-line chart-${one.id}`} d={pathOf(one.values, x, y)} />
        ))}
        <EndLabels series={series} x={width - RIGHT + 8} y={y} end={bottom} unit={unit} />
      </svg>
    </div>
  );
}

function DayLabels({ days, x, y }: { days: readonly string[]; x: readonly number[]; y: number }): VNode {
  const last = days.length - 1;
  return (
    <g class="chart-days">
      <text x={x[0]} y={y}>
        {days[0]}
      </text>
      {last > 0 && x[last]! - x[0]! > 160 && (
        <text x={x[last]} y={y} text-anchor="end">
          {days[last]}
        </text>
      )}
    </g>
  );
}

function EndLabels(props: {
  series: readonly Series[];
  x: number;
  y: (value: number) => number;
  end: number;
  unit: string;
}): VNode {
  const { series, x, y, end, unit } = props;
  const ends = series.flatMap(({ id, title, values }) => {
    const value = values.at(-1) ?? null;
    return value === null ? [] : [{ id, title, value }];
  });
  const places = apart(
    ends.map(({ value }) => y(value)),
    LABEL,
    end,
  );
  return (
    <>
      {ends.map(({ id, title, value }, at) => (
        <text key={id} class={`chart-name chart-${id}`} x={x} y={places[at]! + 4}>
          {value}
          {unit} {title}
        </text>
      ))}
    </>
  );
}

/** Places of days between two ends; where there is one day only, it stands at the right one. */
function timeScale(days: readonly string[], from: number, to: number): number[] {
  const times = days.map((day) => Date.parse(day));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return times.map((time) => (last === first ? to : from + ((time - first) / (last - first)) * (to - from)));
}

function pathOf(values: readonly (number | null)[], x: readonly number[], y: (value: number) => number): string {
  let pen = "M";
  const steps = values.map((value, at) => {
    const step = value === null ? "" : `${pen}${x[at]!.toFixed(1)} ${y(value).toFixed(1)}`;
    pen = value === null ? "M" : "L";
    return step;
  });
  const [only] = steps;
  return steps.length === 1 && only !== "" ? `${only}h0.01` : steps.join("");
}

/** The width of an element, kept up to date. */
function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(220, Math.floor(entry.contentRect.width)));
    });
    watch.observe(element.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  return width;
}
