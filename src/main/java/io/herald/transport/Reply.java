package io.herald.transport;

import org.apache.hc.core5.http.HttpResponse;

/** What the connection brought: the head, and the first bytes of the body. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Reply(HttpResponse head, byte[] body, int length) {}
