/**
 * Verifies a delivery as a receiver does (Standard Webhooks): HMAC-SHA256 over `id.timestamp.body`, the key behind `whsec_`.
 *
 * @param {string} secret
 * @param {Record<string, string>} headers with names in lower case
 * @param {string} body
 */
export async function verify(secret, headers, body) {
  const bytes = Uint8Array.from(atob(secret.replace("whsec_", "")), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const signed = new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  for (const entry of (headers["webhook-signature"] ?? "").split(" ")) {
    const [version, value] = entry.split(",");
    if (version === "v1" && (await crypto.subtle.verify("HMAC", key, Uint8Array.from(atob(value), (c) => c.charCodeAt(0)), signed))) {
      return true;
    }
  }
  return false;
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
