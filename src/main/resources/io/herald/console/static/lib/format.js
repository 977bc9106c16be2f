const LOCALE = document.documentElement.lang || "en";
const EXACT = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "medium" });
const DATE = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const TIME = new Intl.DateTimeFormat(LOCALE, { timeStyle: "medium" });
const SHORT = new Intl.DateTimeFormat(LOCALE, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto", style: "long" });
const NUMBER = new Intl.NumberFormat(LOCALE);

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** @param {string | number | Date} at */
export function exact(at) {
  return EXACT.format(new Date(at));
}

/** @param {string | number | Date} at */
export function date(at) {
  return DATE.format(new Date(at));
}

/** @param {string | number | Date} at */
export function timeOfDay(at) {
  return TIME.format(new Date(at));
}

/** @param {string | number | Date} at */
export function shortTime(at) {
  return SHORT.format(new Date(at));
}

/** As "2 minutes ago"; past a week the date. @param {string} at @param {number} [now] */
export function relative(at, now = Date.now()) {
  const seconds = (new Date(at).getTime() - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) {
    return SHORT.format(new Date(at));
  }
  if (Math.abs(seconds) < 1) {
    return "just now";
  }
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return RELATIVE.format(Math.trunc(seconds / length), unit);
}

/** A number is not parted from its unit at the end of a line. @param {number} milliseconds */
export function duration(milliseconds) {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)}\u00a0ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)}\u00a0s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}\u00a0min ${Math.floor(seconds % 60)}\u00a0s`;
  }
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)}\u00a0h` : `${(seconds / 86_400).toFixed(1)}\u00a0d`;
}

/** @param {number} value */
export function number(value) {
  return NUMBER.format(value);
}

/** @param {number} value @param {string} one @param {string} [many] */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A body as a person reads it: JSON with line breaks, but each number and text as it was sent; anything else as it is. @param {string} text */
export function pretty(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let shown = "";
  tokens.forEach((token, i) => {
    const empty = "}]".includes(token) && "{[".includes(tokens[i - 1] ?? " ");
    if ("}]".includes(token)) {
      depth--;
      shown += empty ? token : `\n${"  ".repeat(depth)}${token}`;
    } else if ("{[".includes(token)) {
      depth++;
      shown += token + ("}]".includes(tokens[i + 1]) ? "" : `\n${"  ".repeat(depth)}`);
    } else {
      shown += token === "," ? `,\n${"  ".repeat(depth)}` : token === ":" ? ": " : token;
    }
  });
  return shown;
}
