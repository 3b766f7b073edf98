export const name = "threatloom";
