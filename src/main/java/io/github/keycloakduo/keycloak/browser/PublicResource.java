package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.Challenges;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.PollInterval;
import io.github.keycloakduo.authentication.WaitStatus;
import io.github.keycloakduo.keycloak.console.ConsoleOption;
import io.github.keycloakduo.keycloak.console.ConsoleResource;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import io.github.keycloakduo.keycloak.step.TemporarilyUnavailable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The public resource of a realm: for the browser whose login is waiting, and for administrators.
 */
public final class PublicResource {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSession session;
  private final Challenges challenges;
  private final HelpLinks help;
  private final Clock clock;

  PublicResource(KeycloakSession session, Challenges challenges, HelpLinks help, Clock clock) {
    this.session = session;
    this.challenges = challenges;
    this.help = help;
    this.clock = clock;
  }

  /**
   * Whether the waiting page has to go on waiting. Changes nothing and never tells the verdict.
   *
   * @return {@code {"status":"waiting"|"done","secondsLeft":n}}, or 404 for everybody else; on a
   *     busy node with a {@code Retry-After} (RFC 9110, section 10.2.3)
   */
  @GET
  @Path("status")
  @Produces(MediaType.APPLICATION_JSON)
  public Response status(
      @QueryParam(LoginUrls.CLIENT) @Nullable String clientId,
      @QueryParam(LoginUrls.TAB) @Nullable String tabId,
      @QueryParam(LoginUrls.EXECUTION) @Nullable String executionId) {
    return guarded(
        () ->
            state(clientId, tabId, executionId)
                .map(known -> WaitStatus.of(known, challenges, clock.instant()))
                .map(this::answer)
                .orElseGet(
                    () -> answer(Response.Status.NOT_FOUND, Map.of("error", "not_found")).build()));
  }

  /** Where Duo's own page sends the browser back to. */
  @GET
  @Path("callback")
  public Response callback(
      @QueryParam(LoginUrls.CLIENT) @Nullable String clientId,
      @QueryParam(LoginUrls.TAB) @Nullable String tabId,
      @QueryParam(LoginUrls.EXECUTION) @Nullable String executionId) {
    return guarded(
        () -> {
          PromptCallbackEndpoint callback = new PromptCallbackEndpoint(session, help);
          Optional<AuthenticationSessionModel> login = login(clientId, tabId);
          return login.isPresent() && executionId != null
              ? callback.goOn(login.get(), executionId)
              : callback.lost(executionId);
        });
  }

  /** The page of administration, where the operator of the server switched it on. */
  @Path("console")
  public ConsoleResource console() {
    if (!ConsoleOption.isOn()) {
      throw new NotFoundException();
    }
    return new ConsoleResource(session);
  }

  /** A mistake of ours, or a method that a patch of Keycloak took away, is no bare error 500. */
  private static Response guarded(Supplier<Response> work) {
    try {
      return work.get();
    } catch (WebApplicationException answer) {
      throw answer;
    } catch (RuntimeException | LinkageError error) {
      LOG.error("A request about a waiting login failed", error);
      return TemporarilyUnavailable.response();
    }
  }

  private Optional<LoginState> state(
      @Nullable String clientId, @Nullable String tabId, @Nullable String executionId) {
    return executionId == null
        ? Optional.empty()
        : login(clientId, tabId)
            .flatMap(found -> new AuthNoteLoginState(found, executionId).read());
  }

  private Optional<AuthenticationSessionModel> login(
      @Nullable String clientId, @Nullable String tabId) {
    if (clientId == null || tabId == null) {
      return Optional.empty();
    }
    RealmModel realm = session.getContext().getRealm();
    ClientModel client = realm.getClientByClientId(clientId);
    if (client == null) {
      return Optional.empty();
    }
    // Found by the browser's signed cookie, so that nobody else can look.
    return Optional.ofNullable(
        new AuthenticationSessionManager(session)
            .getCurrentAuthenticationSession(realm, client, tabId));
  }

  private Response answer(WaitStatus status) {
    Response.ResponseBuilder answer = answer(Response.Status.OK, body(status));
    Duration pause =
        PollInterval.of(challenges.running(), Runtime.getRuntime().availableProcessors());
    if (!status.done() && !pause.isZero()) {
      answer.header(HttpHeaders.RETRY_AFTER, pause.toSeconds());
    }
    return answer.build();
  }

  private static Map<String, Object> body(WaitStatus status) {
    return Map.of(
        "status", status.done() ? "done" : "waiting", "secondsLeft", status.left().toSeconds());
  }

  private static Response.ResponseBuilder answer(Response.Status status, Map<String, ?> body) {
    return Response.status(status).entity(body).header("Cache-Control", "no-store");
  }
}
