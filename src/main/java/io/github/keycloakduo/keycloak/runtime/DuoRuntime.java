package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.authentication.AsyncLoginFlow;
import io.github.keycloakduo.authentication.AuthApiFlow;
import io.github.keycloakduo.authentication.Challenges;
import io.github.keycloakduo.authentication.Delay;
import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.UniversalPromptFlow;
import io.github.keycloakduo.duo.DuoClients;
import io.github.keycloakduo.gateway.GatewayLogin;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.directory.RealmDirectories;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.keycloak.authentication.Authenticator;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The wiring of the extension: what lives as long as the server, such as connections, challenges
 * and meters. Built at the start.
 */
public final class DuoRuntime implements AutoCloseable {
  private final Clock clock = Clock.systemUTC();
  private final ExecutorService executor;
  private final LoginMetrics metrics = new LoginMetrics();
  private final ConfigCache settings;
  private final DuoClients clients;
  private final Challenges challenges;
  private final LoginFlow flow;
  private final SingleUseObjectStore board;
  private final AsyncLoginFlow asyncFlow;
  private final GatewayLogin gateway;
  private final RealmDirectories directories = new RealmDirectories();
  private final PolicyFactsSource facts = new PolicyFactsSource(directories);
  private final GraceStore graceStore;
  private final AllowedHosts allowedHosts;
  private final LoginServices services;

  public DuoRuntime(
      KeycloakSessionFactory sessions, AllowedHosts allowedHosts, GraceStore graceStore) {
    // The instance Keycloak serves HTTP with; a second one would bring its own threads.
    Vertx vertx = CDI.current().select(Vertx.class).get();
    // Taken here and not in a request, whose scope would otherwise follow the callbacks.
    Context context = vertx.getOrCreateContext();
    this.board =
        new SingleUseObjectStore(Transactions.of(sessions).map(KeycloakSession::singleUseObjects));
    this.allowedHosts = allowedHosts;
    this.executor = executor(sessions);
    this.settings = new ConfigCache(allowedHosts);
    this.clients = new DuoClients(vertx, clock, metrics);
    this.challenges = new Challenges(board, executor, clock);
    this.graceStore = graceStore;
    this.flow =
        new LoginFlow(
            new AuthApiFlow(challenges, board, board, board, clock, delay(vertx, context)),
            new UniversalPromptFlow(challenges, board, clock, delay(vertx, context)));
    this.asyncFlow = new AsyncLoginFlow(flow, challenges, executor);
    this.gateway = new GatewayLogin(asyncFlow::handle, clock);
    this.services =
        new LoginServices(settings, facts, graceStore, this::duo, this::prompt, metrics, clock);
    metrics.watch(challenges);
  }

  /** The provider factory that builds the runtime when the server starts. */
  public interface Owner {
    /** The runtime; fails before the server has started. */
    DuoRuntime runtime();
  }

  /** The one of this server. */
  public static DuoRuntime of(KeycloakSessionFactory sessions) {
    return ((Owner) sessions.getProviderFactory(Authenticator.class, ProviderIds.BROWSER))
        .runtime();
  }

  private static ExecutorService executor(KeycloakSessionFactory sessions) {
    return Transactions.of(sessions)
        .call(
            session ->
                session.getProvider(ExecutorsProvider.class).getExecutor(ProviderIds.BROWSER));
  }

  private static Delay delay(Vertx vertx, Context context) {
    return (Duration duration) -> {
      CompletableFuture<Void> over = new CompletableFuture<>();
      context.runOnContext(
          go -> vertx.setTimer(Math.max(1, duration.toMillis()), id -> over.complete(null)));
      return over;
    };
  }

  /** What every login needs. */
  public LoginServices services() {
    return services;
  }

  public Clock clock() {
    return clock;
  }

  /** Runs what nobody waits for on a request. */
  public Executor executor() {
    return executor;
  }

  public LoginMetrics metrics() {
    return metrics;
  }

  public ConfigCache settings() {
    return settings;
  }

  public Challenges challenges() {
    return challenges;
  }

  public LoginFlow flow() {
    return flow;
  }

  /** What the nodes of the cluster share. */
  public SingleUseObjectStore board() {
    return board;
  }

  /** Logins that no browser looks at. */
  public AsyncLoginFlow asyncFlow() {
    return asyncFlow;
  }

  /** The calls of gateways. */
  public GatewayLogin gateway() {
    return gateway;
  }

  /** What the operator allows in {@code duo.host} besides Duo's own domains. */
  public AllowedHosts allowedHosts() {
    return allowedHosts;
  }

  public PolicyFactsSource facts() {
    return facts;
  }

  /** What is wrong with a configuration in this realm, although it is right by itself. */
  public List<String> problems(KeycloakSession session, DuoMfaSettings valid) {
    return facts.problems(session, session.getContext().getRealm(), valid);
  }

  public GraceStore graceStore() {
    return graceStore;
  }

  /** Duo, as the configuration reaches it. */
  public DuoAuthApi duo(DuoMfaSettings valid) {
    return clients.client(valid.connection(), valid.integration());
  }

  /** Duo's own page, as the configuration reaches it. */
  public UniversalPrompt prompt(DuoMfaSettings valid) {
    return clients.prompt(valid.connection(), valid.integration());
  }

  @Override
  public void close() {
    clients.close();
    directories.close();
  }
}
