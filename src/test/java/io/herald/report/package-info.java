/** How the benchmark and the faults on purpose are shown to people. */
@NullMarked
package io.herald.report;

import org.jspecify.annotations.NullMarked;
