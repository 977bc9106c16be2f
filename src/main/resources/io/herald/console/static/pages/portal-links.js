import { html, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, post, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { copyButton } from "../ui/copy.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage, select } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty, notice } from "../ui/states.js";
import { countdown, moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

const LIFETIMES = /** @type {[string, string][]} */ ([
  ["PT1H", "1 hour"],
  ["P1D", "1 day"],
  ["P7D", "7 days"],
]);

/** Links that open the webhooks of an organization to somebody without a token. */
class PortalLinks extends HeraldElement {
  static properties = { organization: {} };

  #page = 0;
  #list = new Loaded(this, (signal) => get("portal-links", { query: { organizationId: this.organization, page: this.#page }, signal }));

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Portal links",
        text: "Who has one may manage this organization's webhooks until it ends, and nothing else.",
        actions: html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New portal link</button>`,
      })}
      <section class="card" aria-label="Portal links">${this.#list.render((page) =>
        page.content.length === 0
          ? empty({ icon: "link", title: "No portal links", text: "Make one for a customer who looks after its endpoints itself." })
          : html`<div class="table-scroll"><table class="table folds">
                <thead><tr><th>For whom</th><th>Ends</th><th>Last used</th><th>Created</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
              </table></div>
              <footer>${pager(page, (number) => { this.#page = number; void this.#list.reload(); })}</footer>`,
      )}</section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main"><bdi>${one.name}</bdi></strong></td>
      <td>${countdown(one.expiresAt)}</td>
      <td class="muted">${one.lastUsedAt ? moment(one.lastUsedAt) : "never"}</td>
      <td class="muted">${moment(one.createdAt)}</td>
      <td class="end"><button class="button small danger" type="button" aria-label="Revoke ${one.name}" @click=${() => this.#revoke(one)}>Revoke</button></td>
    </tr>`;
  }

  #create = async () => {
    const created = await dialog((close) => html`<herald-new-portal-link .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-portal-link>`);
    if (created) {
      await this.#list.reload();
      await dialog(
        (close) => html`<h2>The link for ${created.name}</h2>
          ${notice("warn", html`<strong>Copy it now.</strong> It is shown this once. Who has it is signed in.`)}
          <div class="secret"><code id="portal-link" dir="ltr">${created.url}</code>${copyButton(created.url, "Copy link", true)}</div>
          <div class="buttons end"><button class="button primary" type="button" @click=${() => close()}>I have copied it</button></div>`,
        { sticky: true },
      );
    }
  };

  async #revoke(one) {
    const done = await confirm({
      title: `Revoke the link for ${one.name}?`,
      text: "Who uses it is signed out. This cannot be undone.",
      action: "Revoke",
      run: () => remove(at("portal-links", one.id)),
    });
    if (done) {
      toast("Portal link revoked");
    }
    await this.#list.reload();
  }
}

class NewPortalLink extends HeraldElement {
  static properties = { organization: {} };

  #form = new Form(this, {
    check: (data) => (String(data.get("name")).trim() ? {} : { name: "Enter for whom it is." }),
    send: async (data) => {
      const created = await post("portal-links", { name: String(data.get("name")).trim(), lifetime: String(data.get("lifetime")), organizationId: this.organization });
      this.dispatchEvent(new CustomEvent("done", { detail: created }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New portal link</h2>
      ${formMessage(form.message)}
      ${field({ name: "name", label: "For whom", error: form.errors.name, maxlength: 200, autofocus: true })}
      ${select({ name: "lifetime", label: "Good for", value: "P1D", options: LIFETIMES, error: form.errors.lifetime })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>Create link</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-portal-links", PortalLinks);
customElements.define("herald-new-portal-link", NewPortalLink);
