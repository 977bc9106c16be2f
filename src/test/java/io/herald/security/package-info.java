@NullMarked
package io.herald.security;

import org.jspecify.annotations.NullMarked;
