const PREFIX = "msg_";
const EXAMPLE = 8n;

/**
 * Whether a message is only an example that somebody asked for: its id is a UUID of version 8 then, in base 36.
 *
 * @param {string} id
 */
export function isExample(id) {
  let value = 0n;
  for (const digit of id.slice(PREFIX.length)) {
    const part = parseInt(digit, 36);
    if (Number.isNaN(part)) {
      return false;
    }
    value = value * 36n + BigInt(part);
  }
  return ((value >> 76n) & 15n) === EXAMPLE;
}
