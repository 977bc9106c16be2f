/**
 * What the operator decided about the console, as the first page carries it.
 *
 * @typedef {{authorizationEndpoint: string, tokenEndpoint: string, clientId: string, scope: string}} OpenId
 * @typedef {{name: string, logo?: string, accent?: string, theme: string, tour: boolean, insecure: boolean, openId?: OpenId}} Settings
 */

/** @type {Settings} */
export const settings = JSON.parse(
  document.querySelector('meta[name="herald-console"]')?.getAttribute("content") ?? "{}",
);
