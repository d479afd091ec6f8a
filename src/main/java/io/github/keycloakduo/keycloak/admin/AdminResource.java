package io.github.keycloakduo.keycloak.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.instipod.InstipodImporter;
import io.github.keycloakduo.keycloak.admin.checks.CheckResult;
import io.github.keycloakduo.keycloak.admin.flows.OpenFlow;
import io.github.keycloakduo.keycloak.admin.flows.RealmFlows;
import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.step.LoginRequests;
import io.github.keycloakduo.mfa.ClientIp;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * The REST resource of the admin interface. Every caller may view the realm; changes need the right
 * to manage it.
 */
public final class AdminResource {
  private final AdminContext context;
  private final AdminPermissionEvaluator permissions;
  private final String administrator;

  /**
   * The resource for one call.
   *
   * @param administrator name of the caller
   */
  AdminResource(AdminContext context, AdminPermissionEvaluator permissions, String administrator) {
    this.context = context;
    this.permissions = permissions;
    this.administrator = administrator;
  }

  /** Lists the configurations of this extension. */
  @GET
  @Path("configs")
  @Produces(MediaType.APPLICATION_JSON)
  public Response configs() {
    return ok(new ConfigList(context).list());
  }

  /** Shows the options of a configuration, without secrets. */
  @GET
  @Path("configs/{alias}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response config(@PathParam("alias") String alias) {
    Configurations configurations = new Configurations(context.realm());
    return ok(new ConfigOptions(configurations).json(configurations.require(alias)));
  }

  /** Changes options of a configuration, if logins do not fail with them. */
  @POST
  @Path("configs/{alias}/options")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response changeOptions(
      @PathParam("alias") String alias,
      @QueryParam("dryRun") @Nullable String dryRun,
      InputStream body) {
    // A dry run, too, sends stored secrets to where the draft says.
    permissions.realm().requireManageRealm();
    Configurations configurations = new Configurations(context.realm());
    AuthenticatorConfigModel config = configurations.require(alias);
    ConfigEdit edit = new ConfigEdit(context, config, RequestBodies.object(body));
    if (flag("dryRun", dryRun)) {
      return ok(json(edit.check()));
    }
    edit.save();
    return ok(new ConfigOptions(configurations).json(configurations.require(alias)));
  }

  /** Makes the client with which the page of administration signs in. */
  @POST
  @Path("console")
  @Produces(MediaType.APPLICATION_JSON)
  public Response createConsoleClient() {
    permissions.realm().requireManageRealm();
    permissions.clients().requireManage();
    return ok(new ConsoleSetup(context).run());
  }

  /** Tests a configuration. Changes nothing. */
  @POST
  @Path("configs/{alias}/test")
  @Produces(MediaType.APPLICATION_JSON)
  public Response test(@PathParam("alias") String alias) {
    AuthenticatorConfigModel config = new Configurations(context.realm()).require(alias);
    return ok(json(new ConfigTest(context).run(config)));
  }

  /** Explains how a login would end. Changes nothing, and contacts no device. */
  @POST
  @Path("configs/{alias}/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response explain(@PathParam("alias") String alias, InputStream body) {
    AuthenticatorConfigModel config = new Configurations(context.realm()).requireForLogin(alias);
    JsonNode asked = RequestBodies.object(body);
    String username =
        RequestBodies.text(asked, "username")
            .orElseThrow(() -> AdminErrors.badRequest("username is missing"));
    Optional<ClientIp> clientIp = RequestBodies.text(asked, "clientIp").map(AdminResource::address);
    Optional<ClientModel> client = RequestBodies.text(asked, "clientId").map(this::client);
    UserModel user = new RealmUsers(context).require(username);
    String clientName =
        client
            .map(
                known ->
                    LoginRequests.name(
                        known,
                        LocalizedText.withoutRequest(context.session(), context.realm(), user)))
            .orElse("");
    return ok(
        new Explainer(context)
            .explain(config, user, clientIp, client.map(ClientModel::getClientId), clientName)
            .json());
  }

  /** Lists graces. */
  @GET
  @Path("grace")
  @Produces(MediaType.APPLICATION_JSON)
  public Response grace(@QueryParam("username") @Nullable String username) {
    return ok(new GraceList(context).list(nonBlank(username)));
  }

  /** Ends the graces of a user, or without a user name those of the realm. */
  @DELETE
  @Path("grace")
  @Produces(MediaType.APPLICATION_JSON)
  public Response endGrace(@QueryParam("username") @Nullable String username) {
    permissions.realm().requireManageRealm();
    GraceList graces = new GraceList(context);
    // JAX-RS does not tell a blank parameter from none, and a script whose variable is empty must
    // not end everyone's.
    if (context.session().getContext().getUri().getQueryParameters().containsKey("username")) {
      graces.end(nonBlank(username).orElseThrow(() -> AdminErrors.badRequest("username is blank")));
    } else {
      graces.endAll();
    }
    return Response.noContent().build();
  }

  /** Lists the users who need no factor for now. */
  @GET
  @Path("break-glass")
  @Produces(MediaType.APPLICATION_JSON)
  public Response breakGlass() {
    return ok(new BreakGlassList(context).list());
  }

  /** Lets a user in without a factor for some minutes. */
  @POST
  @Path("break-glass")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response grantBreakGlass(InputStream body) {
    permissions.realm().requireManageRealm();
    return ok(new BreakGlassList(context).grant(RequestBodies.object(body), administrator));
  }

  /** Demands a factor of the user again. */
  @DELETE
  @Path("break-glass")
  @Produces(MediaType.APPLICATION_JSON)
  public Response endBreakGlass(@QueryParam("username") @Nullable String username) {
    permissions.realm().requireManageRealm();
    String whose =
        nonBlank(username).orElseThrow(() -> AdminErrors.badRequest("username is missing"));
    new BreakGlassList(context).end(whose, administrator);
    return Response.noContent().build();
  }

  /** Lists the flows that let somebody in without asking Duo. */
  @GET
  @Path("flows")
  @Produces(MediaType.APPLICATION_JSON)
  public Response flows() {
    return ok(
        RealmFlows.open(context.session(), context.realm(), context.services()).stream()
            .map(AdminResource::json)
            .toList());
  }

  /** Converts a file of the SPS plugin, and saves the result if there is an alias for it. */
  @POST
  @Path("import/sps")
  @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
  @Produces(MediaType.APPLICATION_JSON)
  public Response importSps(
      @QueryParam("alias") @Nullable String alias,
      @QueryParam("dryRun") @Nullable String dryRun,
      @QueryParam("overwrite") @Nullable String overwrite,
      InputStream body) {
    return imported(
        alias,
        flag("dryRun", dryRun),
        flag("overwrite", overwrite),
        name -> new Imports(context).sps(RequestBodies.bytes(body), name));
  }

  /**
   * Converts a configuration of the extension DuoUniversalKeycloakAuthenticator, and saves the
   * result if there is an alias for it.
   */
  @POST
  @Path("import/instipod")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
  @Produces(MediaType.APPLICATION_JSON)
  public Response importInstipod(
      @QueryParam("alias") @Nullable String alias,
      @QueryParam("config") @Nullable String config,
      @QueryParam("dryRun") @Nullable String dryRun,
      @QueryParam("overwrite") @Nullable String overwrite,
      InputStream body) {
    return imported(
        alias,
        flag("dryRun", dryRun),
        flag("overwrite", overwrite),
        name ->
            new Imports(context)
                .instipod(
                    RequestBodies.bytes(body, InstipodImporter.MAX_FILE),
                    name,
                    nonBlank(config).orElse("")));
  }

  private Response imported(
      @Nullable String alias, boolean dry, boolean replaces, Function<String, Converted> read) {
    Optional<String> target = nonBlank(alias);
    if (target.isPresent() && !dry) {
      permissions.realm().requireManageRealm();
    }
    target.ifPresent(ImportedConfig::checkAlias);
    Converted converted = read.apply(target.orElse(""));
    ImportedConfig imported = new ImportedConfig(context);
    target.ifPresent(
        name -> {
          // In one order, since each alias is locked.
          Map<String, Map<String, String>> all = new TreeMap<>(converted.clientConfigs());
          all.put(name, converted.config());
          all.keySet().forEach(each -> imported.checkReplaceable(each, replaces));
          if (!dry) {
            all.forEach((each, options) -> imported.save(each, options, replaces));
          }
        });
    return ok(Imports.json(converted));
  }

  private ClientModel client(String clientId) {
    ClientModel client = context.realm().getClientByClientId(clientId);
    if (client == null) {
      throw AdminErrors.notFound("client_not_found", "the realm has no client of that id");
    }
    return client;
  }

  private static ClientIp address(String text) {
    return ClientIp.parse(text)
        .orElseThrow(() -> AdminErrors.badRequest("clientIp is not an IP address"));
  }

  /** Strict, since a dry run that is none would change something. */
  private static boolean flag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw AdminErrors.badRequest(name + " is neither true nor false");
  }

  private static Optional<String> nonBlank(@Nullable String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
  }

  private static List<Map<String, Object>> json(List<CheckResult> checks) {
    return checks.stream().map(AdminResource::json).toList();
  }

  private static Map<String, Object> json(CheckResult check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("check", check.name().id());
    json.put("ok", check.ok());
    json.put("message", check.message());
    return json;
  }

  private static Map<String, Object> json(OpenFlow flow) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow.flow());
    json.put("boundTo", flow.boundTo());
    json.put("client", flow.client());
    json.put("reason", flow.reason());
    return json;
  }

  private static Response ok(Object body) {
    return Response.ok(body).header("Cache-Control", "no-store").build();
  }
}
