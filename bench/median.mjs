/** The middle value of a list of numbers; the upper one of two; undefined for none. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
