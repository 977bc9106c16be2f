import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, call, get, post } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { session } from "../lib/session.js";
import { badge } from "../ui/badge.js";
import { bodyText } from "../ui/code.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage, toggle } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { toast } from "../ui/toast.js";

/** The catalogue: which events there are, what they look like, and which rules their data keeps. */
class EventTypes extends HeraldElement {
  static properties = { organization: {} };

  #page = 0;
  #list = new Loaded(this, (signal) => get("event-types", { query: { organizationId: this.organization, page: this.#page, archived: true }, signal }));

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Event catalogue",
        text: "What a webhook may hear of. Data of a type with a schema is checked before it is taken.",
        actions: session.admin ? html`<button class="button primary" type="button" @click=${() => this.#ask(null)}>${icon("plus")}New event type</button>` : nothing,
      })}
      <section class="card" aria-label="Event types">${this.#list.render((page) =>
        page.content.length === 0
          ? empty({ icon: "book", title: "No event types", text: "None is registered yet." })
          : html`<div class="table-scroll"><table class="table folds">
                <thead><tr><th>Type</th><th>Kind</th><th>Rules</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                <tbody>${repeat(page.content, (/** @type {any} */ one) => one.name, (one) => this.#row(one))}</tbody>
              </table></div>
              <footer>${pager(page, (number) => { this.#page = number; void this.#list.reload(); })}</footer>`,
      )}</section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main mono">${one.name}</strong>${one.description ? html`<span class="sub" dir="auto" title=${one.description}>${one.description}</span>` : nothing}</td>
      <td><span class="row">${one.builtIn ? badge("built in") : badge("custom", "accent")}${one.archived ? badge("archived", "warn") : one.deprecated ? badge("deprecated", "warn") : nothing}</span></td>
      <td class="muted">${one.schema ? "schema" : "any object"}</td>
      <td class="end wide"><div class="buttons end">
        <button class="button small" type="button" aria-label="Show ${one.name}" @click=${() => show(one)}>Show</button>
        ${session.admin && !one.builtIn
          ? html`<button class="button small" type="button" aria-label="Edit ${one.name}" @click=${() => this.#ask(one)}>Edit</button>
              <button class="button small danger" type="button" aria-label="Delete ${one.name}" @click=${() => this.#delete(one)}>Delete</button>`
          : nothing}
      </div></td>
    </tr>`;
  }

  async #ask(type) {
    const saved = await dialog(
      (close) => html`<herald-event-type-form .type=${type} .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-event-type-form>`,
      { large: true },
    );
    if (saved) {
      toast(type ? "Event type saved" : "Event type registered");
      await this.#list.reload();
    }
  }

  async #delete(one) {
    const done = await confirm({
      title: `Delete ${one.name}?`,
      text: "Events of it are no longer checked against its schema.",
      action: "Delete",
      run: () => call("DELETE", at("event-types", one.name), { query: { organizationId: one.organizationId } }),
    });
    if (done) {
      toast("Event type deleted");
    }
    await this.#list.reload();
  }
}

/** A type with its example and schema. */
function show(one) {
  return dialog(
    (close) => html`<h2 class="mono">${one.name}</h2>
      ${one.description ? html`<p class="muted" dir="auto">${one.description}</p>` : nothing}
      <div class="stack tight"><h3>Example</h3>${bodyText(one.example ? JSON.stringify(one.example) : null, "Example")}</div>
      <div class="stack tight"><h3>JSON Schema</h3>${bodyText(one.schema ? JSON.stringify(one.schema) : null, "JSON Schema")}</div>
      <div class="buttons end"><button class="button primary" type="button" data-focus @click=${() => close()}>Close</button></div>`,
    { large: true },
  );
}

class EventTypeForm extends HeraldElement {
  static properties = { type: { attribute: false }, organization: {} };

  #form = new Form(this, {
    check: (data) => ({
      ...(this.type || String(data.get("name")).trim() ? {} : { name: "Enter a name, such as order.shipped." }),
      ...(objectOrNothing(data, "schema") === undefined ? { schema: "Enter a JSON object, or nothing." } : {}),
      ...(objectOrNothing(data, "example") === undefined ? { example: "Enter a JSON object, or nothing." } : {}),
    }),
    send: async (data) => {
      const fields = {
        description: String(data.get("description")).trim() || null,
        schema: objectOrNothing(data, "schema"),
        example: objectOrNothing(data, "example"),
        deprecated: data.get("deprecated") === "on",
        archived: data.get("archived") === "on",
      };
      const saved = this.type
        ? (await call("PATCH", at("event-types", this.type.name), { body: fields, query: { organizationId: this.type.organizationId } })).body
        : await post("event-types", { name: String(data.get("name")).trim(), ...fields, organizationId: this.organization });
      this.dispatchEvent(new CustomEvent("done", { detail: saved }));
    },
  });

  constructor() {
    super();
    /** @type {any} */
    this.type = null;
    this.organization = "";
  }

  render() {
    const form = this.#form;
    const type = this.type;
    const json = (/** @type {unknown} */ value) => (value ? JSON.stringify(value, null, 2) : "");
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>${type ? html`Edit <span class="mono">${type.name}</span>` : "New event type"}</h2>
      ${formMessage(form.message)}
      ${type ? nothing : field({ name: "name", label: "Name", error: form.errors.name, mono: true, maxlength: 128, autofocus: true, placeholder: "order.shipped", help: "Letters, digits and underscores, in parts with full stops between them." })}
      ${field({ name: "description", label: "Description", value: type?.description ?? "", error: form.errors.description, optional: true, rows: 2, maxlength: 2000 })}
      ${field({ name: "schema", label: "JSON Schema", value: json(type?.schema), error: form.errors.schema, optional: true, mono: true, rows: 7, help: "Of an event's data: draft 2020-12." })}
      ${field({ name: "example", label: "Example", value: json(type?.example), error: form.errors.example, optional: true, mono: true, rows: 5, help: "Of an event's data." })}
      ${toggle({ name: "deprecated", label: "Deprecated", checked: type?.deprecated ?? false, help: "Receivers should not begin to rely on it." })}
      ${toggle({ name: "archived", label: "Archived", checked: type?.archived ?? false, help: "Events of it are refused." })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>${type ? "Save" : "Register"}</button>
      </div>
    </form>`;
  }
}

/** @param {FormData} data @param {string} name @returns {object | null | undefined} undefined: neither an object nor nothing */
function objectOrNothing(data, name) {
  const text = String(data.get(name)).trim();
  if (!text) {
    return null;
  }
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

customElements.define("herald-event-types", EventTypes);
customElements.define("herald-event-type-form", EventTypeForm);
