/** What the extension sends to the page of the diagram; empty texts where there is none. */
export interface ToPage {
  title: string;
  /** A `data:` address. */
  picture: string;
  /** Why there is no picture. */
  note: string;
}
