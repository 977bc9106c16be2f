import { html, HeraldElement } from "../lib/lit.js";
import { post } from "../lib/api.js";
import { organization } from "../lib/organizations.js";
import { go } from "../lib/router.js";
import { pageHead } from "../ui/page.js";
import { showSecret } from "../ui/secret.js";
import { toast } from "../ui/toast.js";
import "../ui/webhook-form.js";

/** Registers a webhook, goes back to the list, and shows the secret there. */
class NewWebhook extends HeraldElement {
  static properties = { organization: {}, name: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    organization(this.organization).then((found) => (this.name = found.name), () => undefined);
  }

  render() {
    const list = `organizations/${this.organization}/webhooks`;
    return html`<div class="page narrow">
      ${pageHead({ title: "Add Webhook", crumbs: [[list, "Webhooks"]], text: html`<bdi>${this.name ?? ""}</bdi> and everything below it will be heard.` })}
      <section class="card"><div class="body">
        <herald-webhook-form .organization=${this.organization} action="Create webhook" back=${list} .send=${this.#create}></herald-webhook-form>
      </div></section>
    </div>`;
  }

  #create = async (/** @type {Record<string, unknown>} */ fields) => {
    const created = await post("webhooks", { ...fields, organizationId: this.organization });
    go(`organizations/${this.organization}/webhooks`);
    toast("Webhook created successfully");
    void showSecret({ title: "The secret of the new webhook", secret: created.secret });
  };
}

customElements.define("herald-webhook-new", NewWebhook);
