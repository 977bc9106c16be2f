package io.herald.client;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The installation as a whole, for a token of its own organization. */
@Path("v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public interface OperationsApi {

  /** How it is doing. */
  @GET
  Operations get();
}
