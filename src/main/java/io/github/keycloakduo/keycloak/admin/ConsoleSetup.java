package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.console.ConsoleClient;
import io.github.keycloakduo.keycloak.console.ConsoleOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.utils.ModelToRepresentation;

/** The creation of the client with which the page of administration signs in. */
final class ConsoleSetup {
  private final AdminContext context;

  ConsoleSetup(AdminContext context) {
    this.context = context;
  }

  /** Makes the client or puts it right, and names what it made. */
  Map<String, Object> run() {
    if (!ConsoleOption.isOn()) {
      throw AdminErrors.notFound(
          "console_off",
          "the page of administration is off; see the server option"
              + " spi-realm-restapi-extension--duo-mfa--console");
    }
    ConsoleClient console = new ConsoleClient(context.session(), context.realm());
    boolean existed = console.exists();
    ClientModel client = console.create();
    report(existed ? OperationType.UPDATE : OperationType.CREATE, client);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clientId", client.getClientId());
    json.put("page", client.getBaseUrl());
    return json;
  }

  private void report(OperationType operation, ClientModel client) {
    context
        .events()
        .operation(operation)
        .resource(ResourceType.CLIENT)
        .resourcePath("clients", client.getId())
        .representation(ModelToRepresentation.toRepresentation(client, context.session()))
        .success();
  }
}
