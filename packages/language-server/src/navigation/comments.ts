import type { Comment, CommentLine } from "@threatloom/model";
import type { Place } from "../positions.js";

interface Placed {
  comment: Comment;
  own: CommentLine;
}

const known = new WeakMap<readonly Comment[], ReadonlyMap<number, readonly Placed[]>>();

/** The lines of comments by their numbers; made once, for renames look up every place of a file. */
function linesOf(comments: readonly Comment[]): ReadonlyMap<number, readonly Placed[]> {
  const made = known.get(comments);
  if (made !== undefined) return made;
  const lines = new Map<number, Placed[]>();
  for (const comment of comments) {
    for (const own of comment.lines) {
      const list = lines.get(own.line);
      if (list) list.push({ comment, own });
      else lines.set(own.line, [{ comment, own }]);
    }
  }
  known.set(comments, lines);
  return lines;
}

/** The comment that a place lies in; a line may have several. */
export function commentAt(comments: readonly Comment[], { line, column }: Place): Comment | undefined {
  const here = linesOf(comments).get(line) ?? [];
  return here.find(({ own }) => own.column <= column && column <= own.column + own.text.length)?.comment;
}
