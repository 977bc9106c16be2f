package io.herald.security;

/**
 * Whom a credential stands for.
 *
 * @param name of the credential, for people and the audit log
 */
record Identity(OrganizationId organization, Role role, String name) {}
