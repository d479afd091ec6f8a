package io.github.keycloakduo.simulator;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A Duo service on this machine: the Auth API with Duo's rules and texts, users and phones that a
 * test or a person plays, and faults on demand.
 */
public final class DuoSimulator implements AutoCloseable {
  private final Vertx vertx;
  private final Account account;
  private final Faults faults;
  private final RequestLog requests = new RequestLog();
  private final Certificates authority = new Certificates("Simulated Duo CA");
  private final Pushes pushes;
  private final ApiHandler api;
  private final PowerSwitch power = new PowerSwitch();
  private volatile boolean disturbed;
  private final PhonePages phone;
  private final Listener listener;
  private final Duration initialPushTimeout;
  private final Duration initialPollWindow;
  private final Map<HttpConnection, Long> connections = new ConcurrentHashMap<>();
  private final Set<HttpConnection> brittle = ConcurrentHashMap.newKeySet();
  private final AtomicLong nextConnection = new AtomicLong(1);

  DuoSimulator(DuoSimulatorBuilder builder) {
    vertx = Vertx.vertx(Engine.options());
    account =
        new Account(
            new World(), builder.settings, new SkewedClock(), builder.keys, new PromptDesk());
    initialPushTimeout = builder.settings.pushTimeout;
    initialPollWindow = builder.settings.pollWindow;
    faults = new Faults(account.clock());
    pushes = new Pushes(account.world());
    Timers timers =
        (delay, action) -> {
          long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run());
          return () -> vertx.cancelTimer(timer);
        };
    Responder responder = new Responder(vertx, account.clock());
    api = new ApiHandler(account, faults, requests, timers, responder);
    phone = new PhonePages(account.world(), pushes, power, responder);
    Certificates.Identity identity =
        HttpsService.identity(builder.certificate, authority, builder.hostNames);
    listener =
        new Listener(
            vertx,
            builder.bindAddress,
            builder.port,
            () ->
                new HttpsService(vertx, builder.bindAddress, identity, this::opened, this::route));
    listener.serve();
  }

  /** Starts with the defaults on a free loopback port. */
  public static DuoSimulator start() {
    return builder().start();
  }

  public static DuoSimulatorBuilder builder() {
    return new DuoSimulatorBuilder();
  }

  public int port() {
    return listener.port();
  }

  /** The API host as a client would be configured with it: {@code localhost:PORT}. */
  public String host() {
    return "localhost:" + port();
  }

  /** The newest integration key; each {@link #reset()} issues one, and the older stay valid. */
  public String ikey() {
    return account.keys().ikey();
  }

  public String skey() {
    return account.keys().skey();
  }

  /** The certificate a client must trust. */
  public String caPem() {
    return authority.authorityPem();
  }

  /** The same as {@link #caPem()}, for key stores. */
  public X509Certificate ca() {
    return authority.authority();
  }

  /** The public key of the CA as {@code sha256/BASE64}, for clients that pin keys. */
  public String caPin() {
    return authority.authorityPin();
  }

  /** A client context that trusts this simulator and nothing else. */
  public SSLContext clientContext() {
    return Trust.contextFor(authority.authority());
  }

  /** The user of this name, created active and without devices when absent. */
  public SimulatedUser user(String name) {
    return account.world().userNamed(name);
  }

  /** Plays Duo Mobile, which has scanned this activation code; says whether it is known. */
  public boolean scan(String activationCode) {
    return account.world().activate(activationCode, account.clock().now());
  }

  public List<SimulatedUser> users() {
    return account.world().users();
  }

  public Faults faults() {
    return faults;
  }

  public RequestLog requests() {
    return requests;
  }

  public Pushes pushes() {
    return pushes;
  }

  /** What was asked of users since the start, oldest first: no reset forgets it. */
  public List<Decision> decisions() {
    return Stream.concat(
            account.world().transactions().stream().map(Decision::of),
            account.prompts().approvals().stream())
        .toList();
  }

  /** The Universal Prompt: what its tokens say. */
  public PromptDesk prompts() {
    return account.prompts();
  }

  /** For pushes and calls that start from now on. */
  public DuoSimulator pushTimeout(Duration timeout) {
    account.settings().pushTimeout = timeout;
    return this;
  }

  /** For auth_status calls that start from now on. */
  public DuoSimulator pollWindow(Duration window) {
    account.settings().pollWindow = window;
    return this;
  }

  /** From now on every signed call gets 40301, as for an integration of another type. */
  public DuoSimulator accessForbidden(boolean forbidden) {
    account.settings().accessForbidden = forbidden;
    return this;
  }

  /** Closes the port and all connections: clients are refused until {@link #resume()}. */
  public void stopListening() {
    disturbed = true;
    listener.stop();
  }

  /**
   * Breaks every connection that asks for anything but the pages of the phones, until {@link
   * #switchOn()}. A button on that page does the same.
   */
  public void switchOff() {
    disturbed = true;
    power.turnOff(true);
  }

  /** Answers again. */
  public void switchOn() {
    power.turnOff(false);
  }

  public boolean isSwitchedOff() {
    return power.isOff();
  }

  /** Goes on accepting connections, but no TLS handshake ever ends, until {@link #resume()}. */
  public void hangBeforeTls() {
    disturbed = true;
    listener.stayMute();
  }

  /**
   * Says good-bye on all connections by TLS close_notify, but leaves them open below: whoever sends
   * over one of them gets no answer.
   */
  public void halfCloseConnections() {
    connections
        .keySet()
        .forEach(
            connection -> {
              Channel channel = ((ConnectionBase) connection).channel();
              SslHandler tls = channel.pipeline().get(SslHandler.class);
              channel.eventLoop().execute(tls::closeOutbound);
            });
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** Waits until exactly so many connections are open; an error when that does not happen. */
  public void awaitConnections(int count, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (connections.size() != count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(connections.size() + " connections are open");
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  /** From now on a request over a connection that is open now breaks it. */
  public void breakConnectionsWhenUsed() {
    brittle.addAll(connections.keySet());
  }

  /** Whether clients may have met with silence since the start or the last {@link #reset()}. */
  public boolean wasDisturbed() {
    return disturbed || faults.wereSet();
  }

  /** Serves again on the same port. */
  public void resume() {
    listener.serve();
  }

  /**
   * Forgets users, faults and recordings, lets open pushes time out, and takes back what was set
   * since the start; connections stay open. What was counted for the integration key of before
   * counts no longer, since there is a new one.
   */
  public void reset() {
    account.world().clear().forEach(open -> open.change(Update.TIMEOUT));
    account.prompts().clear();
    faults.reset();
    switchOn();
    disturbed = false;
    requests.reset();
    pushTimeout(initialPushTimeout);
    pollWindow(initialPollWindow);
    accessForbidden(false);
    account.keys().renew();
  }

  @Override
  public void close() {
    Listener.await(vertx.close());
  }

  private void opened(HttpConnection connection) {
    requests.connectionOpened();
    connections.put(connection, nextConnection.getAndIncrement());
    connection.closeHandler(
        gone -> {
          connections.remove(connection);
          brittle.remove(connection);
        });
  }

  private void route(HttpServerRequest request) {
    if (brittle.contains(request.connection())) {
      Responder.reset(request);
    } else if (PhonePages.owns(request.path())) {
      phone.handle(request);
    } else if (power.isOff()) {
      Responder.reset(request);
    } else {
      api.handle(request, connections.getOrDefault(request.connection(), 0L));
    }
  }
}
