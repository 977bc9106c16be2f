package com.example.crm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What {@link Heard} heard, a line for each. */
@Path("heard")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class HeardResource {

  @Inject Heard heard;

  @GET
  public String all() {
    return String.join("\n", heard.all());
  }
}
