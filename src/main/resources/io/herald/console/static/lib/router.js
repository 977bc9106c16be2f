/**
 * Addresses of pages: paths below the console's own, so that each can be bookmarked, opened in a tab of its own, and gone back to.
 */

const BASE = new URL(document.baseURI).pathname;

/** Tells `change` when another page is to be shown. */
export const navigation = new EventTarget();

/**
 * @typedef {Record<string, string>} Params
 * @typedef {{pattern: string, page: string, load: () => Promise<unknown>, area?: string, roles?: string[]}} Route
 */

/** @returns {string} where we are, without leading slash */
export function here() {
  return location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length).replace(/\/$/, "") : "";
}

/** @returns {URLSearchParams} */
export function query() {
  return new URLSearchParams(location.search);
}

/** @param {string} path a page's, without leading slash @returns {string} for `href` */
export function href(path) {
  return BASE + path;
}

/** Goes to a page. @param {string} path @param {{replace?: boolean}} [how] */
export function go(path, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", href(path));
  navigation.dispatchEvent(new Event("change"));
}

/** Notes filters in the address, without going anywhere. @param {Record<string, string>} values */
export function noteQuery(values) {
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  history.replaceState(null, "", location.pathname + (params.size ? `?${params}` : ""));
}

/**
 * @param {Route[]} routes
 * @param {string} path
 * @returns {{route: Route, params: Params} | null}
 */
export function match(routes, path) {
  for (const route of routes) {
    const params = fits(route.pattern.split("/"), path.split("/"));
    if (params) {
      return { route, params };
    }
  }
  return null;
}

function fits(pattern, parts) {
  if (pattern.length !== parts.length) {
    return null;
  }
  /** @type {Params} */
  const params = {};
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith(":")) {
      params[part.slice(1)] = decode(parts[i]);
    } else if (part !== parts[i]) {
      return null;
    }
  }
  return params;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

addEventListener("popstate", () => navigation.dispatchEvent(new Event("change")));

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!(link instanceof HTMLAnchorElement) || !plain || event.defaultPrevented) {
    return;
  }
  if (link.target || link.origin !== location.origin || !link.pathname.startsWith(BASE) || link.hasAttribute("download")) {
    return;
  }
  if (link.hash && link.pathname === location.pathname) {
    return;
  }
  event.preventDefault();
  go(link.pathname.slice(BASE.length) + link.search);
});
