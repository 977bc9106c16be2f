import { href } from "./router.js";
import { settings } from "./settings.js";

/**
 * Sign-in by the enterprise's identity provider: authorization code with PKCE (RFC 7636), a public client. What must survive the
 * way there and back is kept for the tab; the token comes by a POST of ours and never stands in an address.
 */

const KEY = "herald.sign-in";

/** Leaves for the provider. @param {string} wanted the page to come back to */
export async function leave(wanted) {
  const provider = settings.openId;
  if (!provider) {
    throw new Error("No identity provider is configured.");
  }
  const verifier = random();
  const state = random();
  sessionStorage.setItem(KEY, JSON.stringify({ verifier, state, wanted }));
  const url = new URL(provider.authorizationEndpoint);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    scope: provider.scope,
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: "S256",
  })) {
    url.searchParams.set(name, value);
  }
  location.assign(url);
}

/**
 * Comes back from the provider, if that is what just happened.
 *
 * @returns {Promise<{token: string, wanted: string} | null>}
 * @throws {Error} with a sentence for a person
 */
export async function arrive() {
  const answer = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(KEY);
  if (!settings.openId || !kept || !(answer.has("code") || answer.has("error"))) {
    return null;
  }
  sessionStorage.removeItem(KEY);
  history.replaceState(null, "", location.pathname);
  const { verifier, state, wanted } = JSON.parse(kept);
  if (answer.get("state") !== state) {
    throw new Error("The sign-in that came back is not the one that was begun here. Please try again.");
  }
  if (answer.has("error")) {
    throw new Error(`The identity provider refused: ${answer.get("error_description") ?? answer.get("error")}`);
  }
  return { token: await exchange(settings.openId, answer.get("code") ?? "", verifier), wanted };
}

async function exchange(provider, code, verifier) {
  const response = await fetch(provider.tokenEndpoint, {
    method: "POST",
    credentials: "omit",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: provider.clientId,
      redirect_uri: redirectUri(),
      code,
      code_verifier: verifier,
    }),
  });
  const answer = await response.json().catch(() => ({}));
  const token = answer.access_token ?? answer.id_token;
  if (!response.ok || !token) {
    throw new Error(`The identity provider gave no token: ${answer.error_description ?? answer.error ?? response.status}`);
  }
  return token;
}

function redirectUri() {
  return new URL(href(""), location.origin).href;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
