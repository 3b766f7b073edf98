/** Widths of the characters from the blank to `~` in DejaVu Sans, in hundredths of the size of the font. */
const WIDTHS = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];
const FIRST = 32;
const WIDEST = 100;

/** About how wide a text is in DejaVu Sans, in the unit of `size`; characters that are not in the table count as wide. */
export function widthOf(text: string, size: number): number {
  const sum = Array.from(text).reduce((all, one) => all + (WIDTHS[(one.codePointAt(0) ?? 0) - FIRST] ?? WIDEST), 0);
  return Math.round((sum * size) / WIDEST);
}
