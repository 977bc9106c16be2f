import { html, HeraldElement } from "../lib/lit.js";
import { icon } from "./icons.js";

/** A button that copies `text`, which it names by `label`; and says that it did. */
class CopyButton extends HeraldElement {
  static properties = {
    text: { attribute: false },
    label: {},
    wide: { type: Boolean },
    copied: { state: true },
  };

  constructor() {
    super();
    this.text = "";
    this.label = "Copy";
    this.wide = false;
    this.copied = false;
  }

  render() {
    const shown = this.copied ? "Copied" : this.label;
    return html`<button class="button small ${this.wide ? "" : "quiet icon-only"}" type="button" title=${this.label}
        @click=${this.#copy}>
        ${icon(this.copied ? "check" : "copy")}<span class=${this.wide ? "" : "visually-hidden"}>${this.wide ? shown : this.label}</span>
      </button><span class="visually-hidden" role="status">${this.copied ? "Copied" : ""}</span>`;
  }

  #copy = async () => {
    await write(typeof this.text === "function" ? this.text() : this.text);
    this.copied = true;
    setTimeout(() => (this.copied = false), 1_800);
  };
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // a frame or plain http without the clipboard's permission: the old way
    const area = document.createElement("textarea");
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

customElements.define("herald-copy", CopyButton);

/** @param {string | (() => string)} text @param {string} label @param {boolean} [wide] */
export function copyButton(text, label, wide = false) {
  return html`<herald-copy .text=${text} label=${label} ?wide=${wide}></herald-copy>`;
}
