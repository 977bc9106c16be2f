/** What a webhook is called: by its name, or else by where it leads. @param {{name?: string | null, callbackUrl: string}} webhook */
export function nameOf(webhook) {
  return webhook.name || (URL.canParse(webhook.callbackUrl) ? new URL(webhook.callbackUrl).host : "Webhook");
}
