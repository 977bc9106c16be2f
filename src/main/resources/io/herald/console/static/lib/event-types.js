import { get } from "./api.js";
import { session } from "./session.js";

/**
 * @typedef {{name: string, description?: string | null, builtIn?: boolean, deprecated?: boolean, archived?: boolean, schema?: unknown, example?: unknown}} EventType
 */

/** What Herald raises by itself, for those who may not look into the catalogue. @type {EventType[]} */
const BUILT_IN = ["sync.user", "sync.organization", "USER_CREATED", "USER_DISABLED", "USER_REMOVED_FROM_GROUP"].map((name) => ({ name }));

/**
 * The types that a webhook of an organization may choose from.
 *
 * @param {string} organization
 * @param {AbortSignal} [signal]
 * @returns {Promise<EventType[]>}
 */
export async function eventTypes(organization, signal) {
  if (!session.reads) {
    return BUILT_IN;
  }
  const page = await get("event-types", { query: { organizationId: organization, size: 100 }, signal });
  return page.content;
}
