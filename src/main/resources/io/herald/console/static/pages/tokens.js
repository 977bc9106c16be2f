import { html, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, post, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { badge } from "../ui/badge.js";
import { copyButton } from "../ui/copy.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage, select } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty, notice } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** The API tokens of an organization. */
class Tokens extends HeraldElement {
  static properties = { organization: {} };

  #page = 0;
  #list = new Loaded(this, (signal) => get("tokens", { query: { organizationId: this.organization, page: this.#page }, signal }));

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Tokens",
        text: "Who may call the API for this organization and everything below it.",
        actions: html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New token</button>`,
      })}
      <section class="card" aria-label="Tokens">${this.#list.render((page) =>
        page.content.length === 0
          ? empty({ icon: "key", title: "No tokens", text: "Nobody has a token of this organization." })
          : html`<div class="table-scroll"><table class="table folds">
                <thead><tr><th>Name</th><th>Role</th><th>Last used</th><th>Created</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
              </table></div>
              <footer>${pager(page, (number) => { this.#page = number; void this.#list.reload(); })}</footer>`,
      )}</section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main"><bdi>${one.name}</bdi></strong></td>
      <td>${badge(one.role, one.role === "admin" ? "accent" : "")}</td>
      <td class="muted">${one.lastUsedAt ? moment(one.lastUsedAt) : "never"}</td>
      <td class="muted">${moment(one.createdAt)}</td>
      <td class="end"><button class="button small danger" type="button" aria-label="Revoke ${one.name}" @click=${() => this.#revoke(one)}>Revoke</button></td>
    </tr>`;
  }

  #create = async () => {
    const issued = await dialog((close) => html`<herald-new-token .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-token>`);
    if (issued) {
      await this.#list.reload();
      await dialog(
        (close) => html`<h2>The token ${issued.name}</h2>
          ${notice("warn", html`<strong>Store it now.</strong> It is shown this once.`)}
          <div class="secret"><code>${issued.token}</code>${copyButton(issued.token, "Copy token", true)}</div>
          <div class="buttons end"><button class="button primary" type="button" @click=${() => close()}>I have stored it</button></div>`,
        { sticky: true },
      );
    }
  };

  async #revoke(one) {
    const done = await confirm({
      title: `Revoke ${one.name}?`,
      text: "Whoever uses it is refused from now on. This cannot be undone.",
      action: "Revoke",
      run: () => remove(at("tokens", one.id)),
    });
    if (done) {
      toast("Token revoked");
    }
    await this.#list.reload();
  }
}

class NewToken extends HeraldElement {
  static properties = { organization: {} };

  #form = new Form(this, {
    check: (data) => (String(data.get("name")).trim() ? {} : { name: "Enter a name." }),
    send: async (data) => {
      const issued = await post("tokens", { name: String(data.get("name")).trim(), role: String(data.get("role")), organizationId: this.organization });
      this.dispatchEvent(new CustomEvent("done", { detail: issued }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New token</h2>
      ${formMessage(form.message)}
      ${field({ name: "name", label: "Name", error: form.errors.name, maxlength: 200, autofocus: true, help: "Whose it is, or what for." })}
      ${select({
        name: "role",
        label: "Role",
        value: "viewer",
        options: [
          ["viewer", "viewer: look at everything"],
          ["publisher", "publisher: send events, nothing else"],
          ["admin", "admin: everything"],
        ],
        error: form.errors.role,
      })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>Create token</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-tokens", Tokens);
customElements.define("herald-new-token", NewToken);
