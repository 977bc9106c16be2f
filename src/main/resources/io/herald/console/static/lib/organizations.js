import { at, get, Refusal } from "./api.js";
import { session } from "./session.js";

/**
 * @typedef {{id: string, name: string, parentId?: string | null, seats?: number | null, createdAt?: string}} Organization
 */

/** The last one looked at: pages of one organization follow each other. @type {Organization | null} */
let kept = null;

/**
 * An organization by id. Where the directory is kept elsewhere, the caller's own is all that is known.
 *
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<Organization>}
 */
export async function organization(id, signal) {
  if (kept?.id !== id) {
    if (!session.reads && id === session.me?.organizationId) {
      kept = { id, name: session.me.organizationName };
      return kept;
    }
    try {
      kept = await get(at("organizations", id), { signal });
    } catch (trouble) {
      if (!own(id, trouble)) {
        throw trouble;
      }
      kept = { id, name: session.me?.organizationName ?? id };
    }
  }
  return /** @type {Organization} */ (kept);
}

/** Whether who is signed in belongs to the installation's own organization, the one above all others, as far as one can see. */
export async function ofTheInstallation() {
  if (!session.reads || !session.me) {
    return false;
  }
  try {
    return !(await get(at("organizations", session.me.organizationId))).parentId;
  } catch (trouble) {
    return trouble instanceof Refusal && trouble.status === 404; // the directory is kept elsewhere: the page itself finds out
  }
}

/** After a change. */
export function forgetOrganization() {
  kept = null;
}

function own(id, trouble) {
  return trouble instanceof Refusal && trouble.status === 404 && id === session.me?.organizationId;
}
