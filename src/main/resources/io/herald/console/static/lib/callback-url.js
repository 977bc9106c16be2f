/**
 * What can be said of a callback URL before anybody is asked. Whether its address may be called is the server's to say.
 *
 * @param {string} text
 * @param {boolean} httpAllowed
 * @returns {string} why it cannot be used; empty where it may be
 */
export function refusal(text, httpAllowed) {
  if (!text) {
    return "Enter the URL that deliveries are posted to.";
  }
  if (text.length > 2048) {
    return "The URL must not be longer than 2048 characters.";
  }
  if (/\s/.test(text)) {
    return "The URL must not hold spaces.";
  }
  let url;
  try {
    url = new URL(text);
  } catch {
    return "The URL must be absolute, such as https://example.com/hook.";
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && httpAllowed)) {
    return "The URL must begin with https://.";
  }
  if (!/^https?:\/\//i.test(text)) {
    return "The URL must be absolute, such as https://example.com/hook.";
  }
  if (url.username || url.password) {
    return "The URL must not hold a user name or a password.";
  }
  return text.includes("#") ? "The URL must not hold a fragment (#)." : "";
}
