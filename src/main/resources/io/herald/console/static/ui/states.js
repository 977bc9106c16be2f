import { html, nothing } from "../lib/lit.js";
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
 */
export function failure(error, retry) {
  const status = /** @type {any} */ (error).status;
  const title = status === 404 ? "Not here" : status === 403 ? "Not for your role" : "This could not be loaded";
  return html`<div class="empty" role="alert">
    ${icon("alert")}
    <h2>${title}</h2>
    <p>${error.message}</p>
    <button class="button" type="button" @click=${retry}>${icon("refresh")}Try again</button>
  </div>`;
}

/** @param {"bad" | "warn" | "ok" | ""} kind @param {unknown} content */
export function notice(kind, content) {
  return html`<div class="notice ${kind}">${icon(kind === "ok" ? "check" : kind ? "alert" : "info")}<div>${content}</div></div>`;
}
