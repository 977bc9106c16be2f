import { html, live, nothing, HeraldElement } from "../lib/lit.js";
import { eventTypes } from "../lib/event-types.js";
import { Loaded } from "../lib/loaded.js";
import { icon } from "./icons.js";

const PATTERN = /^(\*|[a-zA-Z0-9_]+(\.[a-zA-Z0-9_]+)*(\.\*)?)$/;

/**
 * All event types, or chosen ones, which may be patterns such as `order.*`. Its `value` is what the API takes: an array, empty for
 * all.
 */
export class TypePicker extends HeraldElement {
  static properties = {
    value: { attribute: false },
    organization: {},
    error: {},
    all: { state: true },
    own: { state: true },
    wrong: { state: true },
  };

  #types = new Loaded(this, (signal) => eventTypes(this.organization, signal));

  constructor() {
    super();
    /** @type {string[]} */
    this.value = [];
    this.organization = "";
    this.error = "";
    /** @type {boolean | undefined} */
    this.all = undefined;
    /** @type {string[]} */
    this.own = [];
    this.wrong = "";
  }

  willUpdate() {
    this.all ??= this.value.length === 0;
  }

  /** @returns {string} why it cannot be sent; empty where it can */
  get refusal() {
    return !this.all && this.value.length === 0 ? "Choose at least one type, or all." : "";
  }

  /** @returns {string[]} */
  get chosen() {
    return this.all ? [] : this.value;
  }

  render() {
    return html`<fieldset class="field" name="eventTypes" tabindex="-1" aria-invalid=${this.error ? "true" : nothing}
        aria-describedby=${this.error ? "types-error" : nothing}>
      <legend>Event types</legend>
      <label class="choice"><input type="radio" name="types-all" .checked=${live(this.all === true)} @change=${() => (this.all = true)} />
        <span>All types<span class="help">Those to come, too.</span></span></label>
      <label class="choice"><input type="radio" name="types-all" .checked=${live(this.all === false)} @change=${() => (this.all = false)} />
        <span>Only these</span></label>
      ${this.all ? nothing : this.#types.render((types) => this.#list(types), { loading: html`<p class="muted small">Loading…</p>` })}
      ${this.error ? html`<p class="error" id="types-error">${this.error}</p>` : nothing}
    </fieldset>`;
  }

  #list(types) {
    const known = new Set(types.map((type) => type.name));
    const others = [...new Set([...this.own, ...this.value])].filter((name) => !known.has(name)).map((name) => ({ name, description: "" }));
    return html`<div class="type-list" role="group" aria-label="Event types to choose from">
        ${[...types, ...others].map(
          (type) => html`<label class="choice"><input type="checkbox" value=${type.name} .checked=${live(this.value.includes(type.name))}
              @change=${this.#toggle} /><span><code>${type.name}</code>${type.description ? html`<span class="help small">${type.description}</span>` : nothing}</span></label>`,
        )}
      </div>
      <div class="row">
        <input class="input short mono" aria-label="Another type or pattern" placeholder="order.*" spellcheck="false" autocomplete="off"
          aria-invalid=${this.wrong ? "true" : nothing} @keydown=${this.#entered} @input=${() => (this.wrong = "")} />
        <button class="button small" type="button" @click=${this.#add}>${icon("plus")}Add another</button>
        ${this.wrong ? html`<p class="error" role="alert">${this.wrong}</p>` : html`<span class="help">A type's name, or <code>order.*</code> for all below it.</span>`}
      </div>`;
  }

  #toggle = (/** @type {Event} */ event) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (event.target);
    this.value = checked ? [...this.value, value] : this.value.filter((name) => name !== value);
  };

  #entered = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      this.#add();
    }
  };

  #add = () => {
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input.short"));
    const name = input.value.trim();
    if (!name || !PATTERN.test(name) || name.length > 128) {
      this.wrong = "Letters, digits, underscores, parts with full stops between them.";
      return;
    }
    this.own = [...this.own, name];
    this.value = [...new Set([...this.value, name])];
    input.value = "";
  };
}

customElements.define("herald-type-picker", TypePicker);
