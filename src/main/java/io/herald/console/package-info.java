/**
 * The console, for people who would rather look than call an API: static pages that use the public
 * REST API and nothing else, so that any node answers and no session is kept. What is here delivers
 * them: below {@code console/}, whatever the WAR, since the files come from the class path;
 * compressed once, cached for good under a name that changes with their contents, behind a Content
 * Security Policy without inline script. It imports settings and what security tells browsers, and
 * only the check of the settings at the start imports it.
 */
@NullMarked
package io.herald.console;

import org.jspecify.annotations.NullMarked;
