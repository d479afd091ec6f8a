package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What Maven Central wants to be said in a POM: central.sonatype.org, "Requirements". */
class PomTest {
  private static final String REPOSITORY = "https://github.com/keycloakduo/keycloak-duo-mfa";
  private final XPath path = XPathFactory.newInstance().newXPath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "description",
        "url",
        "licenses/license/name",
        "licenses/license/url",
        "developers/developer/name",
        "developers/developer/organization",
        "developers/developer/organizationUrl",
        "scm/connection",
        "scm/developerConnection",
        "scm/url",
        "issueManagement/system",
        "issueManagement/url"
      })
  void saysWhatMavenCentralWantsToKnow(String element) throws Exception {
    assertThat(value(element)).isNotBlank();
  }

  @Test
  void namesOneRepository() throws Exception {
    assertThat(value("url")).isEqualTo(REPOSITORY);
    assertThat(value("scm/url")).isEqualTo(REPOSITORY);
    assertThat(value("scm/connection")).isEqualTo("scm:git:" + REPOSITORY + ".git");
    assertThat(value("issueManagement/url")).isEqualTo(REPOSITORY + "/issues");
  }

  private String value(String element) throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    return path.evaluate("/project/" + element, pom);
  }
}
