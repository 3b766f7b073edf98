const DAY = 24 * 60 * 60 * 1000;

/** Round numbers from 0 up to at least `greatest`, about `wanted` of them. */
export function ticksTo(greatest: number, wanted: number): number[] {
  const rough = Math.max(greatest, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power);
  const last = Math.ceil(Math.max(greatest, 1) / step);
  return Array.from({ length: last + 1 }, (_, at) => at * step);
}

/** Days from the first to the last of some times, `most` at most, evenly: each as the start of its day. */
export function daysBetween(first: number, last: number, most: number): number[] {
  const [from, to] = [Math.ceil(first / DAY), Math.floor(last / DAY)];
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  const days: number[] = [];
  for (let day = from; day <= to; day += step) days.push(day * DAY);
  return days;
}

/** Places for labels of one height on a line, in the order of `wanted`, as near to what is wanted as room allows. */
export function spread(wanted: readonly number[], height: number, from: number, to: number): number[] {
  const order = wanted.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y || a.at - b.at);
  let last = from - height;
  for (const label of order) last = label.y = Math.max(label.y, last + height);
  let next = to + height;
  for (const label of order.toReversed()) next = label.y = Math.min(label.y, next - height);
  return order.sort((a, b) => a.at - b.at).map(({ y }) => y);
}
