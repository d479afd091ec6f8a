package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.LoginRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PushDetailsTest {
  private static LoginRequest login(Optional<ClientIp> ip, String realm, String client) {
    return new LoginRequest("id-1", "alice", ip, realm, client);
  }

  @Example
  void tellsClientAddressAndRealmInThisOrder() {
    assertThat(PushDetails.of(login(ClientIp.parse("192.0.2.7"), "corp", "Webmail")))
        .containsExactly(
            Map.entry("Client", "Webmail"),
            Map.entry("Client IP", "192.0.2.7"),
            Map.entry("Realm", "corp"));
  }

  @Example
  void leavesOutAnUnknownAddress() {
    assertThat(PushDetails.of(login(Optional.empty(), "corp", "Webmail")))
        .containsOnlyKeys("Client", "Realm");
  }

  @Example
  void showsTheBindingMessageFirstAndAlsoAlone() {
    LoginRequest login =
        new LoginRequest(
            "id-1", "alice", Optional.empty(), "corp", "Bank", Optional.of("A-4711\n"));

    assertThat(PushDetails.of(login))
        .containsExactly(
            Map.entry("Message", "A-4711"),
            Map.entry("Client", "Bank"),
            Map.entry("Realm", "corp"));
    assertThat(PushDetails.ofBindingMessage(login)).isEqualTo(Map.of("Message", "A-4711"));
    assertThat(PushDetails.ofBindingMessage(login(Optional.empty(), "corp", "Bank"))).isEmpty();
  }

  @Example
  void knowsWhichMessageItWouldCut() {
    assertThat(PushDetails.showsWhole("A-4711")).isTrue();
    assertThat(PushDetails.showsWhole("x".repeat(200))).isTrue();
    assertThat(PushDetails.showsWhole("x".repeat(201))).isFalse();
    assertThat(PushDetails.showsWhole("a\u202Eb")).isFalse();
  }

  @Property
  void staysFarBelowDuosLimitWhateverTheNames(@ForAll String realm, @ForAll String client) {
    Optional<ClientIp> longest = ClientIp.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    Map<String, String> details = PushDetails.of(login(longest, realm, client));
    int encoded = details.toString().getBytes(StandardCharsets.UTF_8).length * 3;
    assertThat(encoded).isLessThan(20_000);
  }
}
