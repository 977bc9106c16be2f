/**
 * Templates and the base class of every element. LitElement does what `HeraldElement` does, but imports its two halves by
 * bare names, which a browser finds by an inline import map alone; the policy of these pages admits nothing inline.
 */
import { html, svg, nothing, render } from "../webjars/lit-html/lit-html.js";
import { repeat } from "../webjars/lit-html/directives/repeat.js";
import { live } from "../webjars/lit-html/directives/live.js";
import { keyed } from "../webjars/lit-html/directives/keyed.js";
import { ReactiveElement } from "../webjars/lit__reactive-element/reactive-element.js";

export { html, svg, nothing, render, repeat, live, keyed };

/**
 * An element that renders into itself, not into a shadow: one style sheet serves all, a label finds its field, and what a
 * screen reader sees is one document.
 */
export class HeraldElement extends ReactiveElement {
  createRenderRoot() {
    return this;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  update(changed) {
    const content = this.render();
    super.update(changed);
    render(content, this, { host: this });
  }

  /** @returns {unknown} what to show */
  render() {
    return nothing;
  }
}
