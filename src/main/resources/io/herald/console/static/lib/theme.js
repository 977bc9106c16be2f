import { settings } from "./settings.js";

const KEY = "herald.theme";

/** @returns {string} auto, light or dark */
export function theme() {
  return read() ?? settings.theme ?? "auto";
}

/** @param {string} wanted auto, light or dark */
export function setTheme(wanted) {
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // a frame without storage forgets it
  }
  applyTheme(wanted);
}

/** Shows the theme in force and the operator's accent. */
export function applyTheme(wanted = theme()) {
  const root = document.documentElement;
  if (wanted === "light" || wanted === "dark") {
    root.dataset.theme = wanted;
  } else {
    delete root.dataset.theme;
  }
  if (settings.accent) {
    root.style.setProperty("--accent", settings.accent);
    root.style.setProperty("--accent-strong", `color-mix(in srgb, ${settings.accent}, light-dark(#000, #fff) 20%)`);
  }
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
