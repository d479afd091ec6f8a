package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.assertBad;
import static io.github.keycloakduo.duo.Replies.json;
import static io.github.keycloakduo.duo.Replies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreauthReaderTest {
  private static final Set<String> PREAUTH_WORDS = Set.of("auth", "allow", "deny", "enroll");

  @Test
  void readsTheFourResultsOfPreauth() {
    assertThat(preauth("{'result':'auth','devices':[],'status_msg':'Account is active'}"))
        .isInstanceOf(Preauth.Challenge.class);
    assertThat(preauth("{'result':'allow','status_msg':'Account is active'}"))
        .isEqualTo(new Preauth.Bypass("Account is active"));
    assertThat(preauth("{'result':'deny','status_msg':'Your account is disabled'}"))
        .isEqualTo(new Preauth.Denied("Your account is disabled"));
    assertThat(
            preauth(
                "{'result':'enroll','status_msg':'Enroll','enroll_portal_url':'https://duo/p?c=1'}"))
        .isEqualTo(new Preauth.Enroll("Enroll", Optional.of(URI.create("https://duo/p?c=1"))));
  }

  @Test
  void needsNoMessage() {
    assertThat(preauth("{'result':'deny'}")).isEqualTo(new Preauth.Denied(""));
    assertThat(preauth("{'result':'allow','status_msg':null}")).isEqualTo(new Preauth.Bypass(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://duo/p", "javascript:alert(1)", "ht tp://", "/portal", "//x"})
  void linksToNoPortalButOneWithHttps(String url) {
    assertThat(preauth("{'result':'enroll','enroll_portal_url':'" + url + "'}"))
        .isEqualTo(new Preauth.Enroll("", Optional.empty()));
  }

  @Property(tries = 300)
  void takesAnyOtherWordOfPreauthForABadAnswer(@ForAll String word) {
    Assume.that(!PREAUTH_WORDS.contains(word));
    ObjectNode response = object().put("result", word);
    response.putArray("devices");
    assertBad(AnswerReader.preauth(response));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'allow'",
        "{'result':null}",
        "{'result':true}",
        "{'result':['allow']}",
        "{'result':'Allow'}",
        "{'result':' allow'}",
        "{'result':'auth'}",
        "{'result':'auth','devices':null}",
        "{'result':'auth','devices':{}}",
        "{'result':'auth','devices':['DP1']}",
        "{'result':'auth','devices':[{'name':'x'}]}",
        "{'result':'auth','devices':[{'device':null}]}",
        "{'result':'auth','devices':[{'device':' '}]}"
      })
  void takesAPreauthThatLacksSomethingForABadAnswer(String response) {
    assertBad(AnswerReader.preauth(json(response)));
  }

  @Test
  void readsDevicesWithWhatTheyCan() {
    String phone =
        "{'device':'DP1','type':'phone','name':'iPhone','number':'XXX-XXX-4788',"
            + "'display_name':'iPhone (XXX-XXX-4788)','sms_nextcode':'1',"
            + "'capabilities':['auto','push','sms','phone','mobile_otp','telepathy',7,null]}";
    String token = "{'device':'DH1','type':'token','name':'0'}";
    assertThat(devices(phone, token))
        .containsExactly(
            new Device(
                "DP1", "iPhone (XXX-XXX-4788)", Set.of(Factor.PUSH, Factor.SMS, Factor.PHONE)),
            new Device("DH1", "0", Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'', A",
        "'display_name':'';'name':'B', B",
        "'display_name':null;'name':null;'number':'XXX', XXX",
        "'name':' ';'number':' XXX ', XXX",
        "'name':null;'capabilities':null, A"
      })
  void namesADeviceByTheBestTextThereIs(String members, String label) {
    String more = members.equals("''") ? "" : "," + members.replace(';', ',');
    assertThat(devices("{'device':'A'" + more + "}"))
        .containsExactly(new Device("A", label, Set.of()));
  }

  @Test
  void readsTheOfferOfAVerifiedPush() {
    assertThat(offer("'txid':'t','verification_code':'012','expiration':1767225600"))
        .contains(new VerifiedPush("t", "012", Instant.ofEpochSecond(1767225600)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'txid':'t'",
        "'verification_code':'012'",
        "'txid':'','verification_code':'012','expiration':1767225600",
        "'txid':null,'verification_code':null,'expiration':null",
        "'txid':'t','verification_code':null"
      })
  void offersNoVerifiedPushWithoutBothHalves(String members) {
    assertThat(offer(members)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'x'", "null", "-1", "9223372036854775807", "1e30"})
  void treatsAnOfferWithoutAUsableEndAsOver(String expiration) {
    assertThat(offer("'txid':'t','verification_code':'012','expiration':" + expiration))
        .hasValueSatisfying(
            offer -> assertThat(offer.expiresAt()).isBefore(Instant.ofEpochSecond(1)));
  }

  private static List<Device> devices(String... devices) {
    return challenge("'x':0", devices).devices();
  }

  private static Optional<VerifiedPush> offer(String members) {
    return challenge(members).verifiedPush();
  }

  private static Preauth.Challenge challenge(String members, String... devices) {
    String list = String.join(",", devices);
    return (Preauth.Challenge)
        preauth("{'result':'auth','devices':[" + list + "]," + members + "}");
  }

  private static Preauth preauth(String response) {
    return answer(AnswerReader.preauth(json(response)));
  }
}
