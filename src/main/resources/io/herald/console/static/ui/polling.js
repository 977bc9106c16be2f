import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, get } from "../lib/api.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { placeOf } from "../lib/webhooks.js";
import { code } from "./code.js";
import { card } from "./page.js";
import { moment } from "./time.js";

/** How the receiver of a polled webhook fetches its messages, and how far it has come. */
class Polling extends HeraldElement {
  static properties = { organization: {}, webhook: { attribute: false } };

  #come = new Loaded(
    this,
    async (signal) => {
      const [waiting, fetched] = await Promise.all(["pending", "delivered"].map((status) => get(at("webhooks", this.webhook.id, "deliveries"), { query: { status, size: 1 }, signal })));
      return { waiting: waiting.totalElements, last: fetched.content[0]?.attempts.at(-1)?.startedAt };
    },
    { every: 5_000 },
  );

  render() {
    const tokens = html`the role <code>receiver</code>`;
    return card({
      title: "Fetched by its receiver",
      text: "Nothing is posted. The receiver asks, again and again, and says with its next call what has arrived.",
      content: html`<div class="stack tight">
        <dl class="facts">${this.#come.render(
          ({ waiting, last }) => html`<dt>Waiting</dt><dd>${count(waiting, "message")}</dd>
            <dt>Newest fetched</dt><dd>${last ? moment(last) : "nothing yet"}</dd>`,
          { loading: nothing },
        )}</dl>
        ${code(`curl -H "Authorization: Bearer $TOKEN" \\\n  "${placeOf(this.webhook)}?limit=100&cursor=$CURSOR"`, { label: "Call", wrap: true })}
        <p class="muted small">The token has ${session.admin ? html`<a href=${href(`organizations/${this.organization}/tokens`)}>${tokens}</a>` : tokens}.
          The first call has no cursor. Each answer has one: sent with the next call, it makes the messages of that answer <em>delivered</em>; without it they
          come again. Verify each as if it had been posted. Where there is nothing, wait some seconds.</p>
      </div>`,
    });
  }
}

customElements.define("herald-polling", Polling);
