@NullMarked
package io.herald.audit;

import org.jspecify.annotations.NullMarked;
