@NullMarked
package io.herald.verification;

import org.jspecify.annotations.NullMarked;
