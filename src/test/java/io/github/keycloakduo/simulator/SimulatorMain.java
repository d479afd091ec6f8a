package io.github.keycloakduo.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a simulator with the demo users and lets it run.
 *
 * <table>
 * <caption>Options, as argument or environment variable</caption>
 * <tr><td>--port, SIMULATOR_PORT</td><td>port, 8443</td></tr>
 * <tr><td>--bind, SIMULATOR_BIND</td><td>address to listen on, 127.0.0.1</td></tr>
 * <tr><td>--hosts, SIMULATOR_HOSTS</td><td>more certificate names, comma separated, duo</td></tr>
 * <tr><td>--public-host, SIMULATOR_PUBLIC_HOST</td><td>host:port for links</td></tr>
 * <tr><td>--ca-dir, SIMULATOR_CA_DIR</td><td>where ca.pem is written; nowhere by default</td></tr>
 * <tr><td>--ikey, SIMULATOR_IKEY</td><td>integration key, DISIMULATEDDUO000001</td></tr>
 * <tr><td>--skey, SIMULATOR_SKEY</td><td>secret key, a fixed text</td></tr>
 * </table>
 *
 * <p>Users: alice (phone, passcodes, bypass code), bob (two phones), carol (bypass), dave (not
 * enrolled), erin (locked out), frank (token only), verified (Verified Push), oscar (phone; has an
 * authenticator app at Keycloak), heidi (phone), ivan (token only).
 *
 * <p>A button on the page of the phones switches the API off and on.
 */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) throws IOException {
    SimulatorOptions options = SimulatorOptions.from(List.of(arguments), System.getenv());
    DuoSimulator duo = start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(duo::close));
    System.out.println("Simulated Duo on https://" + duo.host() + ", phones on /phone");
  }

  static DuoSimulator start(SimulatorOptions options) throws IOException {
    DuoSimulator duo =
        DuoSimulator.builder()
            .port(options.port())
            .bindAddress(options.bindAddress())
            .hostNames(options.hostNames().toArray(String[]::new))
            .publicHost(options.publicHost())
            .keys(options.ikey(), options.skey())
            .start();
    DemoUsers.addTo(duo);
    if (options.caDirectory().isPresent()) {
      Path directory = Files.createDirectories(options.caDirectory().get());
      Files.writeString(directory.resolve("ca.pem"), duo.caPem());
    }
    return duo;
  }
}
