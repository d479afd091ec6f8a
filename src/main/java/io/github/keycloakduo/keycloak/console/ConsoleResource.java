package io.github.keycloakduo.keycloak.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.Version;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The resource of the page of administration. The page itself holds no data: what it shows comes
 * from the admin interface, with the administrator's own token.
 */
public final class ConsoleResource {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final KeycloakSession session;
  private final RealmModel realm;

  public ConsoleResource(KeycloakSession session) {
    this.session = session;
    this.realm = session.getContext().getRealm();
  }

  /** The page. */
  @GET
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  public Response page() {
    ConsoleAddresses addresses = ConsoleAddresses.of(session, realm);
    if (session.getContext().getUri().getPath().endsWith("/")) {
      // Its files are found below it.
      return Response.seeOther(addresses.page()).build();
    }
    String html = ConsoleFiles.OF_JAR.page(Version.RESOURCES_VERSION);
    return secured(Response.ok(html), addresses).header("Cache-Control", "no-cache").build();
  }

  /** What the page needs to sign an administrator in. */
  @GET
  @Path("settings")
  @Produces(MediaType.APPLICATION_JSON)
  public Response settings() {
    ConsoleAddresses addresses = ConsoleAddresses.of(session, realm);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("realm", realm.getName());
    json.put("master", ConsoleClient.isMaster(realm));
    json.put("client", ConsoleClient.CLIENT_ID);
    json.put("clientExists", new ConsoleClient(session, realm).exists());
    json.put("login", addresses.login().toString());
    json.put("admin", addresses.admin().toString());
    json.put("page", addresses.page().toString());
    return Response.ok(json).header("Cache-Control", "no-store").build();
  }

  /** A script or style of the page. */
  @GET
  @Path("{version}/{name: .+}")
  public Response file(@PathParam("version") String version, @PathParam("name") String name) {
    return ConsoleFiles.OF_JAR
        .text(version, name)
        .map(text -> Response.ok(text, ConsoleFiles.type(name)))
        .orElseThrow(NotFoundException::new)
        .header("Cache-Control", IMMUTABLE)
        .build();
  }

  /** Keycloak would put the realm's headers for login pages in their place. */
  private Response.ResponseBuilder secured(
      Response.ResponseBuilder response, ConsoleAddresses addresses) {
    session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
    return response
        .header("Content-Security-Policy", policy(addresses))
        .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("X-Robots-Tag", "none")
        .header("Referrer-Policy", "no-referrer");
  }

  private static String policy(ConsoleAddresses addresses) {
    String servers =
        Stream.of(addresses.admin(), addresses.login())
            .map(ConsoleAddresses::origin)
            .distinct()
            .collect(Collectors.joining(" "));
    return String.join(
        "; ",
        List.of(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self' " + servers,
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'"));
  }
}
