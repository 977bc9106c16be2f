package io.herald.transport;

import java.util.List;
import java.util.Map;

/** The answer to one try; with times it becomes an {@link Answered}. */
record Answer(int status, Map<String, List<String>> headers, String body) {}
