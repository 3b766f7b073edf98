import type { Book } from "../../book.js";
import type { Markup } from "../../markup.js";
import type { Place } from "../../positions.js";
import type { Spot } from "../../workspace.js";

/** What a thing of the model is told of with. */
export interface Telling extends Pick<Spot, "desk" | "view"> {
  book: Book;
  markup: Markup;
}

/** What a hover is made with. */
export interface Sight extends Spot, Telling {
  place: Place;
}
