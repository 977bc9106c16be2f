import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, call, post, Refusal, remove } from "../lib/api.js";
import { refusal } from "../lib/callback-url.js";
import { Form, text } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { organization } from "../lib/organizations.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { settings } from "../lib/settings.js";
import { isPolled, placeOf, webhooksPage } from "../lib/webhooks.js";
import { pollBadge, typeBadges, webhookBadge } from "../ui/badge.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { showSecret } from "../ui/secret.js";
import { empty } from "../ui/states.js";
import { toast } from "../ui/toast.js";

const SIZE = 20;

/** The webhook portal: endpoints to add, edit and delete, and nothing else. */
class Portal extends HeraldElement {
  static properties = { organization: {}, name: { state: true } };

  #number = 0;
  #list = new Loaded(this, (signal) => webhooksPage({ organizationId: this.organization, page: this.#number, size: SIZE }, signal));

  connectedCallback() {
    super.connectedCallback();
    organization(this.organization).then((found) => (this.name = found.name), () => undefined);
  }

  render() {
    return html`<div class="page narrow">
      ${pageHead({
        title: "Webhook portal",
        text: html`The endpoints of <bdi>${this.name ?? ""}</bdi>.`,
        crumbs: session.portal ? [] : [[`organizations/${this.organization}`, "Settings"]],
        actions: session.manages ? html`<button class="button primary" type="button" @click=${() => this.#ask(null)}>${icon("plus")}Add endpoint</button>` : nothing,
      })}
      <div class="stack tight">${this.#list.render((page) =>
        page.totalElements === 0
          ? html`<div class="card">${empty({ icon: "link", title: "No endpoints yet", text: "An endpoint is a URL of yours that events are posted to.", action: session.manages ? html`<button class="button" type="button" @click=${() => this.#ask(null)}>Add the first endpoint</button>` : nothing })}</div>`
          : html`${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#endpoint(one))}
              ${page.totalPages > 1 ? pager(page, (number) => { this.#number = number; void this.#list.reload(); }) : nothing}`,
      )}</div>
    </div>`;
  }

  #endpoint(one) {
    return html`<section class="card" aria-label=${placeOf(one)}><div class="body stack tight">
      <div class="row apart"><h2 class="endpoint-url" dir="ltr">${placeOf(one)}</h2><span class="row">${pollBadge(one)}${webhookBadge(one)}</span></div>
      ${one.description ? html`<p class="muted" dir="auto">${one.description}</p>` : nothing}
      <div class="row apart">${typeBadges(one.eventTypes)}
        <div class="buttons">
          <a class="button small" href=${href(`organizations/${this.organization}/webhooks/${one.id}/deliveries`)}>Deliveries</a>
          ${session.manages
            ? html`<button class="button small" type="button" @click=${() => this.#ask(one)}>Edit</button>
                <button class="button small danger" type="button" @click=${() => this.#delete(one)}>Delete</button>`
            : nothing}
        </div></div>
    </div></section>`;
  }

  async #ask(endpoint) {
    let before = null;
    try {
      before = endpoint && (await call("GET", at("webhooks", endpoint.id)));
    } catch (trouble) {
      toast(trouble.message, "bad");
      return this.#list.reload();
    }
    const saved = await dialog(
      (close) => html`<herald-endpoint-form .endpoint=${before?.body ?? null} .etag=${before?.etag ?? ""} .organization=${this.organization}
        @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-endpoint-form>`,
    );
    await this.#list.reload();
    if (saved?.secret) {
      toast("Endpoint added");
      void showSecret({ title: "The secret of the new endpoint", secret: saved.secret });
    } else if (saved) {
      toast("Endpoint saved");
    }
  }

  async #delete(one) {
    const done = await confirm({
      title: "Delete this endpoint?",
      text: html`<span class="endpoint-url">${placeOf(one)}</span> receives nothing more. This cannot be undone.`,
      action: "Delete",
      run: () => remove(at("webhooks", one.id)),
    });
    if (done) {
      toast("Endpoint deleted");
    }
    await this.#list.reload();
  }
}

class EndpointForm extends HeraldElement {
  static properties = { endpoint: { attribute: false }, etag: {}, organization: {} };

  #form = new Form(this, {
    check: (data) => {
      if (this.#polled) {
        return {};
      }
      const wrong = refusal(text(data, "callbackUrl"), settings.insecure);
      return wrong ? { callbackUrl: wrong } : {};
    },
    send: async (data) => {
      const fields = { description: text(data, "description") || null, ...(this.#polled ? {} : { callbackUrl: text(data, "callbackUrl") }) };
      try {
        const saved = this.endpoint
          ? (await call("PATCH", at("webhooks", this.endpoint.id), { body: fields, ifMatch: this.etag })).body
          : await post("webhooks", { ...fields, organizationId: this.organization });
        this.dispatchEvent(new CustomEvent("done", { detail: saved }));
      } catch (trouble) {
        if (trouble instanceof Refusal && trouble.status === 412) {
          throw new Error("Somebody else has changed this endpoint meanwhile. Nothing was overwritten: close this, and edit what is there now.");
        }
        throw trouble;
      }
    },
  });

  constructor() {
    super();
    /** @type {any} */
    this.endpoint = null;
    this.etag = "";
    this.organization = "";
  }

  get #polled() {
    return this.endpoint !== null && isPolled(this.endpoint);
  }

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>${this.endpoint ? "Edit endpoint" : "Add endpoint"}</h2>
      ${formMessage(form.message)}
      ${this.#polled ? nothing : field({ name: "callbackUrl", label: "URL", value: this.endpoint?.callbackUrl ?? "", error: form.errors.callbackUrl, mono: true, type: "url", inputmode: "url", placeholder: "https://example.com/webhooks", autofocus: true })}
      ${field({ name: "description", label: "Description", value: this.endpoint?.description ?? "", error: form.errors.description, optional: true, rows: 3, maxlength: 2000 })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>${this.endpoint ? "Save" : "Add endpoint"}</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-portal", Portal);
customElements.define("herald-endpoint-form", EndpointForm);
