import { apiRoot, call } from "./api.js";

/** @typedef {{id: number, name?: string | null, callbackUrl?: string | null}} Named */

/** What a webhook is called: by its name, or else by where it leads. @param {Named} webhook */
export function nameOf(webhook) {
  const url = webhook.callbackUrl ?? "";
  return webhook.name || (URL.canParse(url) ? new URL(url).host : "Webhook");
}

/** Whether nothing is posted to its receiver, which fetches its messages. @param {Named} webhook */
export function isPolled(webhook) {
  return !webhook.callbackUrl;
}

/** Where its messages go, or are fetched from. @param {Named} webhook */
export function placeOf(webhook) {
  return webhook.callbackUrl ?? `${apiRoot()}/webhooks/${webhook.id}/poll`;
}

/**
 * A page of an organization's webhooks.
 *
 * @param {{organizationId: string, search?: string, state?: string, page?: number, size: number}} query
 * @param {AbortSignal} [signal]
 */
export async function webhooksPage(query, signal) {
  const { body, total } = await call("GET", "webhooks", { query: { ...query, page: query.page ?? 0 }, signal });
  return { content: body, number: query.page ?? 0, size: query.size, totalElements: total, totalPages: Math.ceil(total / query.size) };
}
