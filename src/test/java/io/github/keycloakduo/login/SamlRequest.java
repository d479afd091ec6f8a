package io.github.keycloakduo.login;

import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A SAML client of a realm, and its requests by the redirect binding (SAML 2.0 Bindings, 3.4). */
final class SamlRequest {
  private SamlRequest() {}

  static void createClient(TestRealm realm) {
    realm
        .admin()
        .create(
            "/clients",
            Map.of(
                "clientId",
                "https://sp.example",
                "protocol",
                "saml",
                "redirectUris",
                List.of("https://sp.example/*"),
                "attributes",
                Map.of(
                    "saml.client.signature", "false",
                    "saml.server.signature", "false",
                    "saml.force.post.binding", "true"),
                "protocolMappers",
                List.of(
                    Map.of(
                        "name", "class reference",
                        "protocol", "saml",
                        "protocolMapper", "saml-authn-context-class-ref-mapper"))));
  }

  /**
   * The address of a request.
   *
   * @param attributes more attributes of the AuthnRequest
   * @param children more elements in it
   */
  static URI of(TestRealm realm, String attributes, String children) {
    String request =
        """
        <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="ID_1" Version="2.0"
            IssueInstant="%s" %s
            AssertionConsumerServiceURL="https://sp.example/acs"
            ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">
          <saml:Issuer>https://sp.example</saml:Issuer>%s
        </samlp:AuthnRequest>"""
            .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), attributes, children);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(deflated, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      out.write(request.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String encoded = Base64.getEncoder().encodeToString(deflated.toByteArray());
    String query = Http.encode(Map.of("SAMLRequest", encoded).entrySet());
    return URI.create(realm.app().realmUrl() + "/protocol/saml?" + query);
  }
}
