import type { Comment } from "@threatloom/model";
import type { Place } from "../positions.js";

/** The comment that a place lies in; a line may have several. */
export function commentAt(comments: readonly Comment[], { line, column }: Place): Comment | undefined {
  return comments.find(({ lines }) => {
    if (lines.length === 0 || lines[0]!.line > line || lines.at(-1)!.line < line) return false;
    return lines.some((one) => one.line === line && one.column <= column && column <= one.column + one.text.length);
  });
}
