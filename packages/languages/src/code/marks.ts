// The characters that code is told apart by, as code units; brackets go by the one that opens.

/** `&` */
export const AMPERSAND = 38;
/** `!` */
export const BANG = 33;
/** `{` */
export const BRACE = 123;
/** `:` */
export const COLON = 58;
/** `,` */
export const COMMA = 44;
/** `.` */
export const DOT = 46;
/** `=` */
export const EQUALS = 61;
/** `>` */
export const GREATER = 62;
/** `#` */
export const HASH = 35;
/** `<` */
export const LESS = 60;
/** `(` */
export const PARENTHESIS = 40;
/** `?` */
export const QUESTION = 63;
/** `;` */
export const SEMICOLON = 59;
/** `[` */
export const SQUARE = 91;
/** `*` */
export const STAR = 42;
