/** Where imported catalogues are kept, relative to the root; meant to be committed, unlike the cache beside it. */
export const CATALOGS = ".threatloom/catalog";
