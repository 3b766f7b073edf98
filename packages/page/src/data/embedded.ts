/**
 * Reads a data block of the page: base64 of deflated JSON. Rejects where the block is missing or broken, or the browser
 * is too old to inflate it.
 * @param id of the block's element.
 */
export async function embedded<T>(id: string): Promise<T> {
  const block = document.getElementById(id);
  if (block === null) throw new Error(`the page has no block "${id}"`);
  const bytes = Uint8Array.from(atob(block.textContent), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(inflated).json()) as T;
}
