import { html, nothing } from "../lib/lit.js";
import { href } from "../lib/router.js";
import { icon } from "./icons.js";

/** Something is coming. */
export function skeleton() {
  return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
    <p class="visually-hidden" role="status">Loading</p>`;
}

/**
 * Nothing is there, and what to do about it.
 *
 * @param {{icon: string, title: string, text: string, action?: unknown}} what
 */
export function empty({ icon: name, title, text, action = nothing }) {
  return html`<div class="empty">${icon(/** @type {any} */ (name))}<h2>${title}</h2><p>${text}</p>${action}</div>`;
}

/**
 * It could not be read.
 *
 * @param {Error} error
 * @param {() => void} retry
 * @param {[string, string]} [back] where it is all of a page: a path to go to instead, and what is there
 */
export function failure(error, retry, back) {
  const status = /** @type {any} */ (error).status;
  const title = status === 404 ? "Not here" : status === 403 ? "Not for your role" : "This could not be loaded";
  const what = html`<div class="empty" role="alert">
    ${icon("alert")}
    ${back ? html`<h1 tabindex="-1">${title}</h1>` : html`<h2>${title}</h2>`}
    <p>${error.message}</p>
    <div class="buttons">
      <button class="button" type="button" @click=${retry}>${icon("refresh")}Try again</button>
      ${back ? html`<a class="button" href=${href(back[0])}>${back[1]}</a>` : nothing}
    </div>
  </div>`;
  return back ? html`<div class="card">${what}</div>` : what;
}

/** @param {"bad" | "warn" | "ok" | ""} kind @param {unknown} content */
export function notice(kind, content) {
  return html`<div class="notice ${kind}">${icon(kind === "ok" ? "check" : kind ? "alert" : "info")}<div>${content}</div></div>`;
}
