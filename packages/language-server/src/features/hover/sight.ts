import type { Book } from "../../book.js";
import type { Markup } from "../../markup.js";
import type { Place } from "../../positions.js";
import type { Spot } from "../../workspace.js";

/** What a hover is made with. */
export interface Sight extends Spot {
  place: Place;
  book: Book;
  markup: Markup;
}
