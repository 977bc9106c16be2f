package io.herald.json;

import io.herald.problems.BadRequest;
import io.herald.problems.Rejected;
import io.herald.problems.TooLarge;
import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies into command records: at most {@value #MAX_BYTES} bytes, {@link StrictJson},
 * {@link RecordBinder}. Throws {@link TooLarge}, {@link BadRequest} or {@link Rejected}.
 */
@Provider
@Dependent
@Consumes(MediaType.APPLICATION_JSON)
public class RecordReader implements MessageBodyReader<Record> {

  /** Room for an array of large events; what one field may hold is that field's rule. */
  static final int MAX_BYTES = 1 << 20;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return OurRecords.is(type);
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    JsonValue json = StrictJson.parse(bounded(in, headers.getFirst(HttpHeaders.CONTENT_LENGTH)));
    if (!(json instanceof JsonObject)) {
      throw new BadRequest("The body must be a JSON object.", List.of());
    }
    return RecordBinder.bind(type, json, "");
  }

  private static byte[] bounded(InputStream in, @Nullable String announced) throws IOException {
    if (announced != null
        && announced.matches("[0-9]{1,18}")
        && Long.parseLong(announced) > MAX_BYTES) {
      throw new TooLarge(MAX_BYTES); // without reading it
    }
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new TooLarge(MAX_BYTES);
    }
    return bytes;
  }
}
