import { html, live, nothing, HeraldElement } from "../lib/lit.js";
import { at, get, post } from "../lib/api.js";
import { eventTypes } from "../lib/event-types.js";
import { json, text } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { badge } from "./badge.js";
import { bodyText } from "./code.js";
import { icon } from "./icons.js";
import { notice } from "./states.js";

const LATEST = "latest";

/**
 * Tries what a form holds on a sample, before it is saved: nothing is stored, nothing is sent. The sample is the last body that the
 * webhook got, an example of the catalogue, or whatever is written.
 */
class BodyTest extends HeraldElement {
  static properties = { webhook: {}, organization: {}, sample: { state: true }, result: { state: true }, trouble: { state: true }, open: { state: true } };

  #types = new Loaded(this, (signal) => (this.open ? eventTypes(this.organization, signal) : Promise.resolve([])));

  constructor() {
    super();
    this.webhook = 0;
    this.organization = "";
    this.sample = "";
    /** @type {any} */
    this.result = null;
    this.trouble = "";
    this.open = false;
  }

  /** @returns {{name: string, path: string, read: (data: FormData) => Record<string, unknown>, wrong: string}} */
  get what() {
    throw new Error("which test?");
  }

  /** @param {any} result @returns {unknown} */
  view(result) {
    return html`${result}`;
  }

  render() {
    const { name } = this.what;
    return html`<details class="try" @toggle=${this.#toggled}>
      <summary>${icon("flask")}Try the ${name} on a sample</summary>
      ${this.open ? this.#content(name) : nothing}
    </details>`;
  }

  #content(name) {
    const id = `sample-${name}`;
    const types = (this.#types.value ?? []).filter((type) => type.example);
    return html`<div class="stack tight">
      <div class="row apart"><label for=${id}>Sample body</label>
        <select class="input fits" aria-label="Take the sample for the ${name} from" @change=${this.#take}>
          <option value=${LATEST}>the latest delivery</option>
          ${types.map((type) => html`<option value=${type.name}>example of ${type.name}</option>`)}
        </select></div>
      <textarea class="input mono" id=${id} rows="6" spellcheck="false" dir="ltr" .value=${live(this.sample)}
        @input=${(/** @type {InputEvent} */ event) => {
          event.stopPropagation();
          this.sample = /** @type {HTMLTextAreaElement} */ (event.target).value;
        }}></textarea>
      <div class="buttons"><button class="button small" type="button" ?disabled=${!this.sample} @click=${this.#run}>Test the ${name}</button></div>
      <div class="stack tight" role="status">
        ${this.trouble ? notice("bad", this.trouble) : nothing}${this.result ? this.view(this.result) : nothing}
      </div>
    </div>`;
  }

  #toggled = async (/** @type {Event} */ event) => {
    event.stopPropagation();
    this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
    if (this.open && !this.sample) {
      void this.#types.reload();
      await this.#latest();
    }
  };

  #take = async (/** @type {Event} */ event) => {
    event.stopPropagation();
    const name = /** @type {HTMLSelectElement} */ (event.target).value;
    const type = (this.#types.value ?? []).find((one) => one.name === name);
    if (type) {
      // of a built-in type it is the whole body
      const body = type.builtIn ? type.example : { type: type.name, timestamp: new Date().toISOString(), data: type.example };
      this.sample = JSON.stringify(body, null, 2);
    } else {
      await this.#latest();
    }
  };

  async #latest() {
    const before = this.sample;
    const page = await get(at("webhooks", this.webhook, "deliveries"), { query: { size: 1 } }).catch(() => null);
    if (this.sample !== before) {
      return; // somebody has begun to write
    }
    const body = page?.content[0]?.requestBody;
    this.sample = body ? JSON.stringify(JSON.parse(body), null, 2) : JSON.stringify({ type: "order.paid", data: { amount: 9 } }, null, 2);
  }

  #run = async () => {
    const form = /** @type {HTMLFormElement} */ (this.closest("form"));
    const { path, read, wrong } = this.what;
    const chosen = read(new FormData(form));
    this.result = null;
    this.trouble = "";
    let sample;
    try {
      sample = JSON.parse(this.sample);
    } catch {
      this.trouble = "The sample is not JSON.";
      return;
    }
    if (Object.values(chosen).includes(undefined)) {
      this.trouble = wrong;
      return;
    }
    try {
      this.result = await post(at("webhooks", this.webhook, path), { ...chosen, sample });
    } catch (refusal) {
      const errors = /** @type {any} */ (refusal).errors ?? [];
      this.trouble = errors.length ? errors.map((/** @type {any} */ one) => `${one.pointer}: ${one.detail}`).join("; ") : /** @type {Error} */ (refusal).message;
    }
  };
}

class FilterTest extends BodyTest {
  get what() {
    return {
      name: "filter",
      path: "filter-tests",
      // no filter lets everything pass
      read: (/** @type {FormData} */ data) => ({ filter: text(data, "filter") ? json(data, "filter") : {} }),
      wrong: "The filter is not JSON.",
    };
  }

  view({ matched, checks }) {
    return html`<p>${matched ? badge("passes", "ok") : badge("does not pass", "bad")}
        <span class="muted small">${matched ? "The webhook would get it." : "The webhook would not hear of it."}</span></p>
      ${checks.length
        ? html`<div class="table-scroll"><table class="table dense">
            <thead><tr><th>At</th><th>Expected</th><th>Found</th><th>Fits</th></tr></thead>
            <tbody>${checks.map(
              (/** @type {any} */ check) => html`<tr>
                <td class="mono">${check.path}</td><td class="mono">${check.operator} ${JSON.stringify(check.expected)}</td>
                <td class="mono">${check.actual === null || check.actual === undefined ? html`<span class="muted">nothing</span>` : JSON.stringify(check.actual)}</td>
                <td>${check.matched ? badge("yes", "ok") : badge("no", "bad")}</td></tr>`,
            )}</tbody></table></div>`
        : nothing}`;
  }
}

class TransformationTest extends BodyTest {
  get what() {
    return {
      name: "transformation",
      path: "transformation-tests",
      // a patch without operations leaves it as it is
      read: (/** @type {FormData} */ data) => ({
        transformation: text(data, "transformation") ? json(data, "transformation") : { patch: [] },
        format: text(data, "format"),
      }),
      wrong: "The transformation is not JSON.",
    };
  }

  view({ applied, error, contentType, body }) {
    return html`${applied ? nothing : notice("warn", html`<strong>It does not apply, and the body goes out without it.</strong> ${error}`)}
      <p class="small muted">What the receiver would get, as <code>${contentType}</code>:</p>
      ${bodyText(body, "Transformed body")}`;
  }
}

customElements.define("herald-filter-test", FilterTest);
customElements.define("herald-transformation-test", TransformationTest);
