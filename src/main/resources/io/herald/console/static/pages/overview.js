import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { nameOf, placeOf, webhooksPage } from "../lib/webhooks.js";
import { webhookBadge } from "../ui/badge.js";
import { card, pageHead } from "../ui/page.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";
import "../ui/stats.js";

const MOST = 20;

/** How an organization's webhooks are doing, and which of them need somebody. */
class Overview extends HeraldElement {
  static properties = { organization: {} };

  #webhooks = new Loaded(this, (signal) => this.#read(signal), { every: 5_000 });

  /** Those that fail, and those that Herald has deactivated: some of each. */
  async #read(signal) {
    const pages = ["failing", "deactivated"].map((state) => webhooksPage({ organizationId: this.organization, state, size: MOST }, signal));
    return (await Promise.all(pages)).flatMap((page) => page.content);
  }

  render() {
    return html`<div class="page">
      ${pageHead({ title: "Activity", text: "How this organization's webhooks are doing." })}
      <herald-stats path="stats" .organization=${this.organization}></herald-stats>
      ${card({
        title: "Webhooks that need somebody",
        flush: true,
        content: this.#webhooks.render((all) => this.#troubled(all)),
      })}
    </div>`;
  }

  #troubled(webhooks) {
    return webhooks.length === 0
      ? empty({ icon: "check", title: "None", text: "No webhook is failing or was deactivated." })
      : html`<div class="table-scroll"><table class="table folds">
          <thead><tr><th>Webhook</th><th>State</th><th>Since</th></tr></thead>
          <tbody>${repeat(webhooks, (/** @type {any} */ one) => one.id, (one) => html`<tr>
            <td class="wide"><a class="main" href=${href(`organizations/${this.organization}/webhooks/${one.id}`)}><bdi>${nameOf(one)}</bdi></a>
              <span class="sub mono" dir="ltr" title=${placeOf(one)}>${placeOf(one)}</span></td>
            <td>${webhookBadge(one)}</td>
            <td class="muted">${one.failingSince || one.deactivatedAt ? moment(one.failingSince ?? one.deactivatedAt) : nothing}</td>
          </tr>`)}</tbody>
        </table></div>`;
  }
}

customElements.define("herald-overview", Overview);
