package com.example.crm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** The customer's API, open to anybody: Herald guards what is Herald's alone. */
@Path("accounts/{id}")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class AccountsResource {

  @PathParam("id")
  UUID id;

  @QueryParam("company")
  UUID company;

  @Inject Accounts accounts;

  /** How many rows the account has. */
  @GET
  public String rows() {
    return String.valueOf(accounts.rows(id));
  }

  /** Locks it in one transaction, which ends as asked. */
  @POST
  @Path("lock")
  public String lock(@QueryParam("ending") Ending ending) {
    try {
      accounts.lock(account(), ending);
      return "locked";
    } catch (RuntimeException e) {
      return "not locked";
    }
  }

  /** The same, telling of it asynchronously; answers when that is recorded. */
  @POST
  @Path("lock-async")
  public String lockAsync(@QueryParam("ending") Ending ending) {
    accounts.lockAsync(account(), ending).toCompletableFuture().join();
    return "told";
  }

  /** Tells of something asynchronously; answers when that is recorded, or refused. */
  @POST
  @Path("say")
  public String say(@QueryParam("length") int length) {
    try {
      accounts.say(account(), length).toCompletableFuture().join();
      return "told";
    } catch (CompletionException e) {
      return "refused";
    }
  }

  private Account account() {
    return new Account(id, "login-" + id, company, "Company " + company);
  }
}
