package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.assertBad;
import static io.github.keycloakduo.duo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentReaderTest {
  private static final String BEGUN =
      "{'user_id':'DU1','activation_code':'duo://abc-xyz','expiration':1767225600,"
          + "'activation_barcode':'https://duo/qr','username':'nina','activation_url':'URL'}";

  @Test
  void readsCodeLinkAndExpiration() {
    Enrolment enrolment = enrolment(BEGUN.replace("URL", "https://m-1.duo/abc"));
    assertThat(enrolment)
        .isEqualTo(
            new Enrolment(
                "DU1",
                new Secret("duo://abc-xyz"),
                Optional.of(new Secret("https://m-1.duo/abc")),
                Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(enrolment.link()).isEqualTo(URI.create("https://m-1.duo/abc"));
    assertThat(enrolment.toString()).doesNotContain("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://duo/abc", "javascript:alert(1)", "ht tp://", "//x"})
  void linksToTheCodeItselfWhereTheAddressIsNotHttps(String url) {
    assertThat(enrolment(BEGUN.replace("URL", url)).link()).isEqualTo(URI.create("duo://abc-xyz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'user_id':'','activation_code':'duo://a','expiration':1}",
        "{'user_id':'DU1','activation_code':'','expiration':1}",
        "{'user_id':'DU1','activation_code':'javascript:alert(1)','expiration':1}",
        "{'user_id':'DU1','activation_code':'https://evil.example','expiration':1}",
        "{'user_id':'DU1','activation_code':'duo://a'}",
        "{'user_id':'DU1','activation_code':'duo://a','expiration':'soon'}",
        "{'user_id':'DU1','activation_code':'duo://a','expiration':-1}",
        "{'user_id':'DU1','activation_code':'duo://a','expiration':9223372036854775807}"
      })
  void takesAnEnrolmentWithoutAllThatIsNeededForABadAnswer(String response) {
    assertBad(AnswerReader.enrolment(json(response)));
  }

  @Test
  void readsTheThreeWordsOfTheStatus() {
    assertThat(status("success")).isEqualTo(EnrolmentStatus.ACTIVATED);
    assertThat(status("waiting")).isEqualTo(EnrolmentStatus.WAITING);
    assertThat(status("invalid")).isEqualTo(EnrolmentStatus.INVALID);
  }

  @Property(tries = 300)
  void takesAnyOtherWordOfTheStatusForABadAnswer(@ForAll String word) {
    Assume.that(!word.matches("success|waiting|invalid"));
    assertBad(AnswerReader.enrolmentStatus(TextNode.valueOf(word)));
    assertBad(AnswerReader.enrolmentStatus(json("{'status':'success'}")));
  }

  private static Enrolment enrolment(String response) {
    return answer(AnswerReader.enrolment(json(response)));
  }

  private static EnrolmentStatus status(String word) {
    return answer(AnswerReader.enrolmentStatus(TextNode.valueOf(word)));
  }
}
