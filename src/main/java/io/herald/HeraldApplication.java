package io.herald;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API: every resource of the WAR, below {@code /v1}. */
@ApplicationPath("/v1")
public class HeraldApplication extends Application {}
