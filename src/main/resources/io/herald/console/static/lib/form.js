import { Refusal } from "./api.js";

/**
 * A form of an element: checks before the call, shows what the API refuses beside the field that it names, and lets nobody submit
 * twice.
 *
 * @typedef {Record<string, string>} Errors by field name
 */
export class Form {
  /** @type {Errors} */
  errors = {};
  /** What concerns no single field. */
  message = "";
  busy = false;
  #host;
  #check;
  #send;

  /**
   * @param {import("./lit.js").HeraldElement} host
   * @param {{check?: (data: FormData) => Errors, send: (data: FormData) => Promise<unknown>}} how
   */
  constructor(host, { check = () => ({}), send }) {
    this.#host = host;
    this.#check = check;
    this.#send = send;
  }

  /** Give this to `@submit`. */
  submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    if (this.busy) {
      return;
    }
    const data = new FormData(form);
    this.message = "";
    this.errors = this.#check(data);
    if (Object.keys(this.errors).length > 0) {
      return this.#show(form);
    }
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await this.#send(data);
    } catch (trouble) {
      this.#refused(trouble, form);
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
    await this.#show(form);
  };

  /** Forgets what was wrong with a field: give this to `@input` of the form. */
  touched = (/** @type {Event} */ event) => {
    const name = event.target instanceof Element ? event.target.getAttribute("name") : null;
    if (name && this.errors[name]) {
      delete this.errors[name];
      this.#host.requestUpdate();
    }
  };

  #refused(trouble, form) {
    if (!(trouble instanceof Refusal)) {
      this.message = trouble instanceof Error ? trouble.message : String(trouble);
      return;
    }
    const others = [];
    for (const { pointer, detail } of trouble.errors) {
      const [name, part] = pointer.replace(/^\//, "").split("/");
      const inner = `${name}-${part}`;
      if (form.elements.namedItem(inner)) {
        this.errors[inner] = sentence(detail);
      } else if (first(form, `${name}-`) && !form.elements.namedItem(name)) {
        this.errors[first(form, `${name}-`)] = sentence(detail);
      } else if (form.elements.namedItem(name)) {
        this.errors[name] = this.errors[name] ? `${this.errors[name]} ${sentence(detail)}` : sentence(detail);
      } else {
        others.push(`${pointer.slice(1)}: ${detail}`);
      }
    }
    this.message = trouble.errors.length === 0 ? trouble.message : others.join("; ");
  }

  async #show(form) {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const first = form.querySelector('[aria-invalid="true"], .form-message');
    if (first instanceof HTMLElement) {
      first.focus();
    }
  }
}

/** The API's details may begin small, to follow a field's name. @param {string} detail */
function sentence(detail) {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The name of the first field whose name begins so. @param {HTMLFormElement} form @param {string} prefix */
function first(form, prefix) {
  return [...form.elements].map((element) => element.getAttribute("name") ?? "").find((name) => name.startsWith(prefix)) ?? "";
}

/** What was entered into a field, without spaces around it. @param {FormData} data @param {string} name */
export function text(data, name) {
  return String(data.get(name) ?? "").trim();
}

/** What was entered as JSON: null for nothing, undefined for what is none. @param {FormData} data @param {string} name @returns {unknown} */
export function json(data, name) {
  try {
    return text(data, name) ? JSON.parse(text(data, name)) : null;
  } catch {
    return undefined;
  }
}
