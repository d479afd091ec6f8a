package io.github.keycloakduo.keycloak.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

@NeedsSlapd
class RealmDirectoriesTest {
  private static final String REALM = "realm-id";

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** A realm with some providers, each with the same mappers. */
  private static RealmModel realm(List<ComponentModel> providers, ComponentModel... mappers) {
    return fake(
        RealmModel.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("getId")) {
            return REALM;
          }
          assertThat(method.getName()).isEqualTo("getComponentsStream");
          if (arguments.length == 1) {
            return Stream.of(mappers);
          }
          assertThat(arguments).containsExactly(REALM, UserStorageProvider.class.getName());
          return providers.stream();
        });
  }

  /** A session whose vault knows one key. */
  private static KeycloakSession session() {
    VaultTranscriber vault =
        fake(
            VaultTranscriber.class,
            (proxy, method, arguments) -> secret(arguments[0].equals("${vault.ldap}")));
    return fake(KeycloakSession.class, (proxy, method, arguments) -> vault);
  }

  private static VaultStringSecret secret(boolean known) {
    return new VaultStringSecret() {
      @Override
      public Optional<String> get() {
        return known ? Optional.of(Slapd.PASSWORD) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private static ComponentModel provider(String url) {
    return Components.provider(
        "corp",
        Map.of(
            "vendor",
            "other",
            "connectionUrl",
            url,
            "bindDn",
            Slapd.ADMIN,
            "bindCredential",
            "${vault.ldap}",
            "usersDn",
            "ou=people," + Slapd.SUFFIX));
  }

  @Test
  void asksTheDirectoryOfTheProvider() {
    try (Slapd slapd = Slapd.start();
        RealmDirectories directories = new RealmDirectories()) {
      String alice = "uid=alice,ou=people," + Slapd.SUFFIX;
      slapd.add("dn: ou=people," + Slapd.SUFFIX, "objectClass: organizationalUnit", "ou: people");
      slapd.add(
          "dn: " + alice,
          "objectClass: inetOrgPerson",
          "uid: alice",
          "cn: Alice",
          "sn: Person",
          "mail: alice@duo.example");
      slapd.add(
          "dn: cn=ops," + Slapd.SUFFIX, "objectClass: groupOfNames", "cn: ops", "member: " + alice);
      ComponentModel kerberos = Components.component("corp", "kerberos", Map.of());

      Answer answer =
          directories
              .of(session(), realm(List.of(kerberos, provider(slapd.url()))), "corp")
              .match(
                  directory ->
                      directory.lookup(
                          new Query("alice", Optional.of("mail"), Set.of("ops", "ghosts"))),
                  Answer.Unavailable::new);

      assertThat(answer)
          .isEqualTo(
              new Answer.Found(
                  Optional.of(new Value.Text("alice@duo.example")),
                  new Groups.Known(Set.of("ops"), Set.of("ghosts"))));
    }
  }

  @Test
  void saysWhatIsWrongWithTheName() {
    try (RealmDirectories directories = new RealmDirectories()) {
      assertThat(directories.of(session(), realm(List.of()), "corp"))
          .isEqualTo(
              new RealmDirectory.Misconfigured(
                  "ldap_server.name: the realm has no LDAP provider called \"corp\""));
    }
  }
}
