package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ParseError;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.instipod.InstipodImporter;
import io.github.keycloakduo.sps.SpsImporter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.services.ErrorResponseException;

/** The imports of foreign configurations as requests: body in, JSON out. */
final class Imports {
  private final AdminContext context;

  Imports(AdminContext context) {
    this.context = context;
  }

  /**
   * Reads a file of the SPS plugin.
   *
   * @param alias of the configuration; may be blank
   */
  Converted sps(byte[] file, String alias) {
    return converted(new SpsImporter(context.services().allowed()).read(file, alias));
  }

  /**
   * Reads an export with a configuration of the other extension.
   *
   * @param alias of the configuration; may be blank
   * @param wanted which one of the file; may be blank
   */
  Converted instipod(byte[] file, String alias, String wanted) {
    return converted(
        new InstipodImporter(context.services().allowed(), this::clientId)
            .read(file, alias, wanted));
  }

  private Optional<String> clientId(String internalId) {
    return Optional.ofNullable(context.realm().getClientById(internalId))
        .map(ClientModel::getClientId);
  }

  private static Converted converted(ImportResult result) {
    return result.match(
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

  static Map<String, Object> json(Converted converted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("config", converted.config());
    if (!converted.clientConfigs().isEmpty()) {
      json.put("clientConfigs", converted.clientConfigs());
    }
    json.put("report", converted.report().stream().map(Imports::line).toList());
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
