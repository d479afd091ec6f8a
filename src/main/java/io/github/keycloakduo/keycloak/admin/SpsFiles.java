package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.sps.ParseError;
import io.github.keycloakduo.sps.ReportLine;
import io.github.keycloakduo.sps.SpsImport;
import io.github.keycloakduo.sps.SpsImporter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.services.ErrorResponseException;

/** The import of a file of the SPS plugin as a request: body in, JSON out. */
final class SpsFiles {
  private final SpsImporter importer;

  SpsFiles(AdminContext context) {
    this.importer = new SpsImporter(context.services().allowed());
  }

  /**
   * Reads a file.
   *
   * @param alias of the configuration; may be blank
   */
  SpsImport.Converted read(byte[] file, String alias) {
    return importer
        .read(file, alias)
        .match(
            converted -> converted,
            rejected -> {
              throw badRequest(rejected.errors());
            });
  }

  private static ErrorResponseException badRequest(List<ParseError> errors) {
    return new ErrorResponseException(
        Response.status(Response.Status.BAD_REQUEST)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(error(errors))
            .build());
  }

  private static Map<String, Object> error(List<ParseError> errors) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", "invalid_request");
    json.put(
        "error_description",
        errors.stream().map(ParseError::text).collect(Collectors.joining("; ")));
    return json;
  }

  static Map<String, Object> json(SpsImport.Converted converted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("config", converted.config());
    json.put("report", converted.report().stream().map(SpsFiles::line).toList());
    return json;
  }

  private static Map<String, String> line(ReportLine line) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("section", line.section());
    json.put("option", line.option());
    json.put("action", line.action().id());
    json.put("key", line.key());
    json.put("message", line.message());
    return json;
  }
}
