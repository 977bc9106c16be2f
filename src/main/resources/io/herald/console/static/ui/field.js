import { html, nothing } from "../lib/lit.js";

/**
 * A field with its label, help, and what is wrong with it.
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [value]
 * @property {string} [error]
 * @property {unknown} [help]
 * @property {string} [type]
 * @property {boolean} [optional]
 * @property {boolean} [mono]
 * @property {number} [rows] more than none: a text area
 * @property {string} [placeholder]
 * @property {string} [autocomplete]
 * @property {string} [inputmode]
 * @property {number} [maxlength]
 * @property {boolean} [autofocus]
 * @property {string} [list] the id of a list of suggestions
 * @property {string} [dir]
 */

let last = 0;
const ids = new Map();

/** One id for each name and place, the same at each rendering. @param {string} name @param {string} scope */
function idOf(name, scope) {
  const key = `${scope}/${name}`;
  if (!ids.has(key)) {
    ids.set(key, `field-${++last}`);
  }
  return ids.get(key);
}

/** @param {Field} options */
export function field(options) {
  const { name, label, value = "", error = "", help, optional = false, rows = 0 } = options;
  const id = idOf(name, label);
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || nothing;
  const css = `input${options.mono ? " mono" : ""}`;
  return html`<div class="field">
    <label for=${id}>${label}${optional ? html` <span class="optional">(optional)</span>` : nothing}</label>
    ${rows
      ? html`<textarea class=${css} id=${id} name=${name} rows=${rows} .defaultValue=${value} dir=${options.dir ?? "auto"}
          placeholder=${options.placeholder ?? nothing} maxlength=${options.maxlength ?? nothing}
          spellcheck=${options.mono ? "false" : "true"}
          aria-invalid=${error ? "true" : nothing} aria-describedby=${described}></textarea>`
      : html`<input class=${css} id=${id} name=${name} type=${options.type ?? "text"} .defaultValue=${value}
          placeholder=${options.placeholder ?? nothing} autocomplete=${options.autocomplete ?? "off"}
          inputmode=${options.inputmode ?? nothing} list=${options.list ?? nothing} maxlength=${options.maxlength ?? nothing}
          ?data-focus=${options.autofocus ?? false} dir=${options.dir ?? (options.mono ? "ltr" : "auto")}
          spellcheck="false" aria-required=${optional ? nothing : "true"}
          aria-invalid=${error ? "true" : nothing} aria-describedby=${described} />`}
    ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
  </div>`;
}

/**
 * @param {{name: string, label: string, value?: string, options: [string, string][], error?: string, help?: unknown}} options
 */
export function select({ name, label, value = "", options, error = "", help }) {
  const id = idOf(name, label);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select class="input" id=${id} name=${name} aria-invalid=${error ? "true" : nothing}
      aria-describedby=${help ? `${id}-help` : nothing}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select>
    ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
    ${error ? html`<p class="error">${error}</p>` : nothing}
  </div>`;
}

/**
 * One of a few, each explained.
 *
 * @param {{name: string, label: string, value: string, options: [string, string][], error?: string}} options value, explanation
 */
export function choices({ name, label, value, options, error = "" }) {
  return html`<fieldset class="field">
    <legend>${label}</legend>
    ${options.map(
      ([key, help]) => html`<label class="choice"><input type="radio" name=${name} value=${key} .defaultChecked=${key === value} />
        <span>${key}<span class="help">${help}</span></span></label>`,
    )}
    ${error ? html`<p class="error">${error}</p>` : nothing}
  </fieldset>`;
}

/** @param {{name: string, label: string, checked: boolean, help?: string}} options */
export function toggle({ name, label, checked, help }) {
  const id = idOf(name, label);
  return html`<div class="field">
    <label class="switch" for=${id}><input id=${id} type="checkbox" role="switch" name=${name} .defaultChecked=${checked}
      aria-describedby=${help ? `${id}-help` : nothing} />${label}</label>
    ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
  </div>`;
}

/** What concerns the form as a whole. @param {string} message */
export function formMessage(message) {
  return message ? html`<div class="notice bad form-message" role="alert" tabindex="-1"><div>${message}</div></div>` : nothing;
}
