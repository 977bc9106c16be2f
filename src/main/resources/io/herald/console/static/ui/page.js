import { html, nothing } from "../lib/lit.js";
import { href } from "../lib/router.js";

/**
 * The head of a page: where it is, what it is called, what can be done.
 *
 * @param {{title: unknown, text?: unknown, crumbs?: [string, string][], actions?: unknown, badge?: unknown}} head crumbs: path, name
 */
export function pageHead({ title, text = nothing, crumbs = [], actions = nothing, badge = nothing }) {
  return html`<header class="page-head">
    <div>
      ${crumbs.length
        ? html`<nav aria-label="Breadcrumb"><ol class="crumbs">${crumbs.map(([path, name]) => html`<li><a href=${href(path)}><bdi>${name}</bdi></a></li>`)}</ol></nav>`
        : nothing}
      <div class="row"><h1 tabindex="-1"><bdi>${title}</bdi></h1>${badge}</div>
      ${text === nothing ? nothing : html`<p>${text}</p>`}
    </div>
    ${actions === nothing ? nothing : html`<div class="buttons">${actions}</div>`}
  </header>`;
}

/** @param {{title: string, text?: unknown, actions?: unknown, content: unknown, flush?: boolean}} card flush: content up to the edges */
export function card({ title, text = nothing, actions = nothing, content, flush = false }) {
  return html`<section class="card" aria-label=${title}>
    <header><div><h2>${title}</h2>${text === nothing ? nothing : html`<p>${text}</p>`}</div>${actions === nothing ? nothing : html`<div class="buttons">${actions}</div>`}</header>
    ${flush ? content : html`<div class="body">${content}</div>`}
  </section>`;
}
