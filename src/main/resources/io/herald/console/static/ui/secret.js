import { html, nothing, HeraldElement } from "../lib/lit.js";
import { exact } from "../lib/format.js";
import { snippets } from "../lib/snippets.js";
import { code } from "./code.js";
import { copyButton } from "./copy.js";
import { dialog } from "./dialog.js";
import { notice } from "./states.js";

/** How to verify what is received, by language. */
class Snippets extends HeraldElement {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    this.chosen = snippets[0].id;
  }

  render() {
    const current = snippets.find((one) => one.id === this.chosen) ?? snippets[0];
    return html`<div class="stack tight">
      <div class="tabs" role="tablist" aria-label="Language" @keydown=${this.#arrow}>
        ${snippets.map(
          (one) => html`<button type="button" role="tab" id="snippet-${one.id}" aria-selected=${one.id === this.chosen}
            aria-controls="snippet-panel" tabindex=${one.id === this.chosen ? 0 : -1} @click=${() => (this.chosen = one.id)}>${one.name}</button>`,
        )}
      </div>
      <div role="tabpanel" id="snippet-panel" aria-labelledby="snippet-${current.id}">${code(current.text, { label: `${current.name} snippet` })}</div>
    </div>`;
  }

  #arrow = async (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const at = snippets.findIndex((one) => one.id === this.chosen);
      this.chosen = snippets[(at + step + snippets.length) % snippets.length].id;
      await this.updateComplete;
      /** @type {HTMLElement} */ (this.querySelector('[aria-selected="true"]')).focus();
    }
  };
}

customElements.define("herald-snippets", Snippets);

/**
 * Shows a secret, this once.
 *
 * @param {{title: string, secret: string, previousValidUntil?: string | null}} what
 */
export function showSecret({ title, secret, previousValidUntil }) {
  return dialog(
    (close) => html`<h2>${title}</h2>
      ${notice("warn", html`<strong>Store the secret now.</strong> It is shown this once; afterwards it can only be replaced.`)}
      <div class="secret"><code id="secret" dir="ltr">${secret}</code>${copyButton(secret, "Copy secret", true)}</div>
      ${previousValidUntil ? html`<p class="muted">Until ${exact(previousValidUntil)} each delivery is signed with the one before as well, so receivers can change over without a gap.</p>` : nothing}
      <div class="stack tight"><h3>Verify what you receive</h3><herald-snippets></herald-snippets></div>
      <div class="buttons end"><button class="button primary" type="button" @click=${() => close()}>I have stored it</button></div>`,
    { large: true, sticky: true },
  );
}
