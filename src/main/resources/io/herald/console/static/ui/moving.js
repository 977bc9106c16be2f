import { html, nothing, HeraldElement } from "../lib/lit.js";
import { get, post } from "../lib/api.js";
import { Form, json } from "../lib/form.js";
import { count } from "../lib/format.js";
import { session } from "../lib/session.js";
import { nameOf } from "../lib/webhooks.js";
import { copyButton } from "./copy.js";
import { dialog } from "./dialog.js";
import { field, formMessage, toggle } from "./field.js";
import { icon } from "./icons.js";
import { notice } from "./states.js";

/** Webhooks that move: out as a file, in from one. */

/** Asks whether with secrets, and saves the file. @param {string} organization */
export function exportWebhooks(organization) {
  return dialog((close) => html`<herald-export .organization=${organization} @done=${() => close()}></herald-export>`);
}

/** Asks for a file, and registers what is in it. @param {string} organization @returns {Promise<boolean>} whether it was done */
export async function importWebhooks(organization) {
  const given = await dialog(
    (close) => html`<herald-import .organization=${organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-import>`,
    { large: true },
  );
  if (!given) {
    return false;
  }
  await tell(given);
  return true;
}

/** Secrets that were made at the import, shown this once. @param {{registered: any[], without: any[]}} imported */
function tell({ registered, without }) {
  return dialog(
    (close) => html`<h2>${count(registered.length, "webhook")} imported</h2>
      ${without.length === 0
        ? html`<p class="muted">With the secrets that their receivers know.</p>`
        : html`${notice("warn", html`<strong>Store these secrets now.</strong> The file had none for these webhooks; they are shown this once.`)}
            ${without.map(
              (one) => html`<div class="stack tight"><h3><bdi>${nameOf(one)}</bdi></h3>
                <div class="secret"><code dir="ltr">${one.secret}</code>${copyButton(one.secret, `Copy the secret of ${nameOf(one)}`)}</div></div>`,
            )}`}
      <div class="buttons end"><button class="button primary" type="button" @click=${() => close()}>${without.length ? "I have stored them" : "Done"}</button></div>`,
    { large: true, sticky: without.length > 0 },
  );
}

class ExportWebhooks extends HeraldElement {
  static properties = { organization: {} };

  #form = new Form(this, {
    send: async (data) => {
      const exported = await get("webhooks/export", { query: { organizationId: this.organization, secrets: data.get("secrets") === "on" ? "true" : "" } });
      save(`webhooks-${exported.exportedAt.slice(0, 10)}.json`, exported);
      this.dispatchEvent(new CustomEvent("done"));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit}>
      <h2>Export webhooks</h2>
      <p class="muted">All of this organization, with everything they were told, as a file that another installation imports.</p>
      ${formMessage(form.message)}
      ${session.admin
        ? toggle({ name: "secrets", label: "With secrets", checked: false, help: "In clear: keep the file accordingly. Without them, header values and credentials are masks, which an import refuses." })
        : nothing}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>${icon("download")}Save the file</button>
      </div>
    </form>`;
  }
}

class ImportWebhooks extends HeraldElement {
  static properties = { organization: {}, wrong: { state: true } };

  #form = new Form(this, {
    check: (data) => {
      const given = /** @type {any} */ (json(data, "content"));
      return Array.isArray(given?.webhooks) ? {} : { content: "Choose a file, or paste one: a JSON object with webhooks." };
    },
    send: async (data) => {
      const { webhooks } = /** @type {any} */ (json(data, "content"));
      const { webhooks: registered } = await post("webhooks/import", { organizationId: this.organization, webhooks });
      const without = registered.filter((/** @type {any} */ one, /** @type {number} */ i) => !webhooks[i].secret);
      this.dispatchEvent(new CustomEvent("done", { detail: { registered, without } }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>Import webhooks</h2>
      <p class="muted">What an export has saved: all of it is registered, or, if anything is wrong, none.</p>
      ${formMessage(form.message)}
      <div class="field"><label for="import-file">File</label>
        <input class="input" id="import-file" type="file" accept="application/json,.json" @change=${this.#chosen} /></div>
      ${field({ name: "content", label: "Content", error: form.errors.content, mono: true, rows: 10, dir: "ltr", placeholder: '{"webhooks": [{"callbackUrl": "https://example.com/hook", "name": "Orders"}]}' })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>${icon("upload")}Import</button>
      </div>
    </form>`;
  }

  #chosen = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (file) {
      /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea")).value = await file.text();
    }
  };
}

/** @param {string} name @param {unknown} content */
function save(name, content) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

customElements.define("herald-export", ExportWebhooks);
customElements.define("herald-import", ImportWebhooks);
