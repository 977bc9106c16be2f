/**
 * An attempt as a command for a shell: the same bytes and headers to the same address.
 *
 * @param {string} url
 * @param {Record<string, string | string[]>} headers
 * @param {string} body
 */
export function curl(url, headers, body) {
  const skipped = new Set(["host", "content-length", "connection", "accept-encoding", "transfer-encoding"]);
  const lines = [`curl -i ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (!skipped.has(name.toLowerCase())) {
      lines.push(`-H ${quoted(`${name}: ${[value].flat().join(", ")}`)}`);
    }
  }
  lines.push(`--data-binary ${quoted(body)}`);
  return lines.join(" \\\n  ");
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
