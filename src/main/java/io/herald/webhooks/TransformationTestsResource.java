package io.herald.webhooks;

import io.herald.messages.JsonText;
import io.herald.problems.Rejected;
import io.herald.security.AllowedTo;
import io.herald.security.Role;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.Transformation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tries transformations on samples: nothing is stored, nothing is sent. */
@Path("webhooks/{id}/transformation-tests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TransformationTestsResource {

  @Inject Samples samples;

  /** What the receiver would get. */
  @POST
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public TransformedSample test(@PathParam("id") String id, TestTransformation command) {
    Webhook webhook = samples.webhook(id);
    Policy own = webhook.policy();
    Transformation transformation =
        command.transformation() == null ? own.transformation() : command.transformation();
    BodyFormat format = command.format() == null ? own.format() : command.format();
    Shape shape =
        Shape.of(
            samples.subject(webhook, command.sample(), command.message()),
            Policy.DEFAULT.shaping(transformation, format));
    String body = shape.text() == null ? text(command.sample()) : shape.text();
    return new TransformedSample(
        shape.error() == null, shape.error(), BodyFormat.contentType(body), body);
  }

  private static String text(JsonObject sample) {
    try {
      return JsonText.of(sample);
    } catch (JsonText.TooLong e) {
      throw new Rejected("/sample", "The sample is too large.");
    }
  }
}
