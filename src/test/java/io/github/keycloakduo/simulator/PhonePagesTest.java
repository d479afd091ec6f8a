package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PhonePagesTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @Test
  void showsWhatAPushSaysAndLetsItBeApproved() throws Exception {
    duo().user("alice").phone("DPALICE", "Alice's <phone>", Capability.PUSH);
    CompletableFuture<Reply> login =
        client()
            .push("alice")
            .with("type", "Keycloak")
            .with("ipaddr", "192.0.2.7")
            .with("pushinfo", "realm=demo%20%26%20more")
            .sendAsync();
    duo().pushes().awaitPending("alice", SOON);

    Document page = get("/phone");
    Element card = page.expectFirst(".pending");
    assertThat(card.text())
        .contains("Keycloak request to alice")
        .contains("Alice's <phone> (DPALICE)")
        .contains("192.0.2.7")
        .contains("demo & more");
    assertThat(press(card, "decision=approve")).isEqualTo("/phone");

    assertThat(login.join().result()).isEqualTo("allow");
    assertThat(get("/phone").select(".pending")).isEmpty();
  }

  @Test
  void switchesDuoOffAndOnWhileThePageStaysThere() throws Exception {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
    assertThat(press(get("/phone").expectFirst("#power"), "power=off")).isEqualTo("/phone");

    assertThat(duo().isSwitchedOff()).isTrue();
    assertThatThrownBy(() -> client().preauth("alice").send()).isInstanceOf(Exception.class);
    Element power = get("/phone").expectFirst("#power");
    assertThat(power.text()).contains("switched off");

    press(power, "power=on");
    assertThat(client().preauth("alice").send().result()).isEqualTo("auth");
  }

  @Test
  void offersToDenyAndToReportFraud() throws Exception {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
    CompletableFuture<Reply> first = client().push("alice").sendAsync();
    duo().pushes().awaitPending("alice", SOON);
    press(get("/phone").expectFirst(".pending"), "decision=deny");
    assertThat(first.join().text("/response/status")).isEqualTo("deny");

    CompletableFuture<Reply> second = client().push("alice").sendAsync();
    duo().pushes().awaitPending("alice", SOON);
    press(get("/phone").expectFirst(".pending"), "decision=fraud");
    assertThat(second.join().text("/response/status")).isEqualTo("fraud");
  }

  @Test
  void asksForTheCodeOfAVerifiedPushOnAPageThatDoesNotReload() throws Exception {
    duo().user("vera").phone("DPVERA", "iPhone", Capability.PUSH).verifiedPush(true);
    Reply offer = client().preauth("vera").with("client_supports_verified_push", "1").send();
    String code = offer.text("/response/verification_code");
    CompletableFuture<Reply> login =
        client().push("vera").with("txid", offer.text("/response/txid")).sendAsync();
    duo().pushes().awaitPending("vera", SOON);

    String link = get("/phone").expectFirst(".pending a").attr("href");
    Document verify = get(link);
    assertThat(verify.select("meta[http-equiv=refresh]")).isEmpty();
    assertThat(verify.select("input[name=code]")).hasSize(1);
    assertThat(verify.text()).doesNotContain(code + " ");

    String again = press(verify.expectFirst(".pending"), "decision=approve&code=x");
    assertThat(get(again).expectFirst("[role=alert]").text()).isEqualTo("That code is wrong.");
    assertThat(press(verify.expectFirst(".pending"), "decision=approve&code=" + code))
        .isEqualTo("/phone");
    assertThat(login.join().result()).isEqualTo("allow");
  }

  @Test
  void picksUpACallAndHangsUp() throws Exception {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PHONE);
    CompletableFuture<Reply> login =
        client().auth("alice", "phone").with("device", "auto").sendAsync();
    duo().pushes().awaitPending("alice", SOON);

    Element ringing = get("/phone").expectFirst(".pending");
    assertThat(ringing.text()).contains("Call to alice").contains("Pick up");
    press(ringing, "decision=answer");
    press(get("/phone").expectFirst(".pending"), "decision=approve");
    assertThat(login.join().result()).isEqualTo("allow");
  }

  @Test
  void showsEveryUsersCodes() throws Exception {
    duo()
        .user("bob<b>")
        .phone("DPBOB", "Nokia", Capability.SMS)
        .passcode("111111")
        .bypassCode("900900", 1);
    client().auth("bob<b>", "sms").with("device", "auto").send();

    Document page = get("/phone");
    Element card = page.expectFirst("[data-user]");
    assertThat(card.attr("data-user")).isEqualTo("bob<b>");
    assertThat(card.expectFirst("[data-code=passcode]").text()).isEqualTo("111111");
    assertThat(card.expectFirst("[data-code=bypass]").text()).isEqualTo("900900");
    assertThat(card.expectFirst("[data-code=sms]").text())
        .isEqualTo(duo().user("bob<b>").smsCodes().get(0));
  }

  @Test
  void reloadsItselfAndLoadsNothingElse() throws Exception {
    Document page = get("/phone");
    assertThat(page.expectFirst("meta[http-equiv=refresh]").attr("content")).isEqualTo("2");
    assertThat(page.select("script, link, img, iframe")).isEmpty();
    assertThat(page.expectFirst("html").attr("lang")).isEqualTo("en");
  }

  @Test
  void leadsBackWhenThePushIsOver() throws Exception {
    HttpResponse<String> reply = send(HttpRequest.newBuilder(uri("/phone/push/over")).build());
    assertThat(reply.statusCode()).isEqualTo(303);
    assertThat(reply.headers().firstValue("Location")).contains("/phone");
  }

  @Test
  void hasAPortalForNewUsers() throws Exception {
    URI portal = URI.create(client().preauth("dave").send().text("/response/enroll_portal_url"));
    assertThat(get(portal.getPath()).text()).contains("enrolment");
  }

  @Test
  void scansTheCodeOfANewUser() throws Exception {
    client().call(Endpoint.ENROLL).with("username", "nina").send();
    Element card = get("/phone").expectFirst("[data-enrolment=nina]");
    String code = card.expectFirst("button").attr("value");

    assertThat(press(card, "code=" + code)).isEqualTo("/phone");

    assertThat(client().preauth("nina").send().result()).isEqualTo("auth");
    assertThat(get("/phone").select("[data-enrolment]")).isEmpty();
  }

  @Test
  void opensTheLinkThatActivatesThePhoneItIsReadOn() throws Exception {
    Reply reply = client().call(Endpoint.ENROLL).with("username", "nina").send();
    URI link = URI.create(reply.text("/response/activation_url"));

    Element card = get(link.getPath()).expectFirst("[data-enrolment=nina]");
    press(card, "code=" + card.expectFirst("button").attr("value"));

    assertThat(client().preauth("nina").send().result()).isEqualTo("auth");
  }

  private static String press(Element card, String form) throws Exception {
    String action = card.expectFirst("form[method=post]").attr("action");
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(uri(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    assertThat(reply.statusCode()).isEqualTo(303);
    return reply.headers().firstValue("Location").orElse("");
  }

  private static Document get(String path) throws Exception {
    return Jsoup.parse(send(HttpRequest.newBuilder(uri(path)).build()).body());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return client().http().send(request, BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("https://" + duo().host() + path);
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
