package io.herald.json;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;

/**
 * Writes collections that are declared to hold views. Apart from {@link RecordWriter}, because the
 * servers prefer the writer with the nearest type: JSON-B's would beat one for {@code Object}.
 */
@Provider
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class RecordsWriter implements MessageBodyWriter<Collection<?>> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Collection.class.isAssignableFrom(type)
        && genericType instanceof ParameterizedType generic
        && generic.getActualTypeArguments().length == 1
        && generic.getActualTypeArguments()[0] instanceof Class<?> element
        && OurRecords.is(element);
  }

  @Override
  public void writeTo(
      Collection<?> views,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(RecordWriter.write(views));
  }
}
