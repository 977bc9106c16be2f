/**
 * The REST API, and what it may answer. The token is kept for the tab alone and goes into one header; it is never part of a URL.
 */

const ROOT = new URL("../v1/", document.baseURI);
const KEY = "herald.token";
const PATIENCE = 30_000;

/** Tells of `ended` (the token is no longer good), `unreachable` and `reachable`. */
export const connection = new EventTarget();

let token = stored();
let reachable = true;

/**
 * The API refused: RFC 9457.
 *
 * @typedef {{pointer: string, detail: string}} FieldError
 */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {{title?: string, detail?: string, errors?: FieldError[], type?: string}} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.status = status;
    this.type = problem.type ?? "";
    /** @type {FieldError[]} */
    this.errors = problem.errors ?? [];
  }
}

/** Nobody answered; whether a change was made is not known. */
export class Unreachable extends Error {
  constructor() {
    super("The server does not answer.");
  }
}

/** @returns {boolean} whether somebody is signed in, as far as this tab knows */
export function hasToken() {
  return token !== "";
}

/** @param {string} value a token; empty forgets it */
export function setToken(value) {
  token = value;
  try {
    if (value) {
      sessionStorage.setItem(KEY, value);
    } else {
      sessionStorage.removeItem(KEY);
    }
  } catch {
    // a frame without storage: kept until the page is left
  }
}

/** The token itself, for whoever asked to copy a command with it. */
export function currentToken() {
  return token;
}

/** @returns {string} the address of the API, for what is shown to people */
export function apiRoot() {
  return ROOT.href.replace(/\/$/, "");
}

/**
 * @typedef {{query?: Record<string, string | number | undefined | null>, body?: unknown, ifMatch?: string, signal?: AbortSignal}} Options
 * @typedef {{status: number, body: any, etag: string, total: number}} Answer total: of a list, on all its pages
 */

/**
 * One call.
 *
 * @param {string} method
 * @param {string} path below /v1, its parts already encoded
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 * @throws {Refusal | Unreachable}
 */
export async function call(method, path, { query, body, ifMatch, signal } = {}) {
  const url = new URL(path, ROOT);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") {
      url.searchParams.set(name, String(value));
    }
  }
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (ifMatch) {
    headers["If-Match"] = ifMatch;
  }
  const sent = token;
  const { response, answer } = await reach(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }, signal);
  if (response.ok) {
    return { status: response.status, body: answer, etag: response.headers.get("ETag") ?? "", total: Number(response.headers.get("X-Total-Count") ?? 0) };
  }
  if (response.status === 401 && sent && sent === token) {
    setToken("");
    connection.dispatchEvent(new Event("ended"));
  }
  throw new Refusal(response.status, answer ?? {});
}

/** @param {string} path @param {Options} [options] @returns {Promise<any>} the body */
export async function get(path, options) {
  return (await call("GET", path, options)).body;
}

/** @param {string} path @param {unknown} [body] @returns {Promise<any>} the body */
export async function post(path, body) {
  return (await call("POST", path, { body })).body;
}

/** @param {string} path */
export async function remove(path) {
  await call("DELETE", path);
}

/** A path from parts that may hold anything. @param {...(string | number)} parts */
export function at(...parts) {
  return parts.map((part) => encodeURIComponent(String(part))).join("/");
}

async function reach(url, request, signal) {
  const limit = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, {
      ...request,
      cache: "no-store",
      credentials: "omit",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    if (response.status === 502 || response.status === 504) {
      throw new TypeError("a gateway without the server behind it");
    }
    const answer = await read(response);
    tell(true);
    return { response, answer };
  } catch (trouble) {
    if (signal?.aborted) {
      throw trouble;
    }
    tell(false);
    throw new Unreachable();
  }
}

function tell(now) {
  if (now !== reachable) {
    reachable = now;
    connection.dispatchEvent(new Event(now ? "reachable" : "unreachable"));
  }
}

async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!/json/.test(type)) {
    await response.body?.cancel();
    return null;
  }
  const text = await response.text(); // what breaks off on the way is no answer
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function stored() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
