// The shapes that a model is told in: the same as macros/prices/shapes.py.
export const cell = (text, small = "", figure = "", value = "") => ({ text, small, figure, value });
export const text = (text, style = "", strong = "") => ({ kind: "text", text, strong, style });
export const table = (caption, head, rows, { words = 1, sums = 0 } = {}) => ({ kind: "table", caption, head, rows, words, sums });
export const figure = (label, text, note = "", figure = "", value = "") => ({ label, text, note, figure, value });
