package io.github.keycloakduo.demo;

import java.util.stream.Collectors;

/** What a person must know to try the demo, as one block of text. */
final class Welcome {
  private static final String LINE = "=".repeat(78);
  private static final int SHOWN_PASSCODES = 5;

  private Welcome() {}

  static String text(Demo demo) {
    return """

        %s
          Duo MFA for Keycloak: the demo is ready

          Log in         %s/realms/duo/account
          Phones         https://%s/phone
                         (your browser warns of the certificate: it is the demo's own);
                         there you also switch the simulated Duo off and on
          Admin console  %s/admin   user %s, password %s
          Duo MFA page   %s/realms/master/duo-mfa/console
                         (choose the realm duo)

        %s

          Next passcodes of alice: %s (each good once)
          Authenticator app of oscar: %s now; for an app of your own, the secret is
          %s
          (while Duo is switched off, each new code is printed here)
          LDAP directory: %s
        %s
          Press Ctrl-C to stop everything.
        %s
        """
        .formatted(
            LINE,
            demo.url(),
            demo.duo().host(),
            demo.url(),
            Demo.ADMIN,
            Demo.ADMIN_PASSWORD,
            demo.url(),
            people(),
            passcodes(demo),
            new OscarsApp().code(),
            OscarsApp.typedSecret(),
            demo.directory().url(),
            changes(demo),
            LINE);
  }

  private static String people() {
    return row("User", "Password", "What it shows")
        + Person.ALL.stream()
            .map(person -> row(person.name(), person.password(), person.shows()))
            .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String row(String name, String password, String shows) {
    return String.format("  %-9s %-12s %s", name, password, shows);
  }

  private static String passcodes(Demo demo) {
    return demo.duo().user("alice").unusedPasscodes().stream()
        .limit(SHOWN_PASSCODES)
        .collect(Collectors.joining(" "));
  }

  private static String changes(Demo demo) {
    return demo.ports().changes().stream()
        .map(change -> "  " + change + "\n")
        .collect(Collectors.joining());
  }
}
