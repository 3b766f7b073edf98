/** The bundled script of the page; runs as it is between script tags. */
export const script: string;
/** The style of the page; runs as it is between style tags. */
export const style: string;
