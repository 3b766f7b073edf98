/** The version of the tool; part of every cache key and of the output document. A test holds it to package.json. */
export const version = "0.1.0";
