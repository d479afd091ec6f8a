package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One way in which the service misbehaves. Faults named "after" let the request take effect first;
 * the others answer in place of the real service.
 */
public final class Fault {
  private static final int ONE_MEBIBYTE = 1 << 20;

  /** Given the real processing, decides whether to run it and what to answer. */
  interface Effect {
    Future<Answer> apply(Supplier<Future<Answer>> processing, Timers timers);
  }

  private final String name;
  private final Effect effect;

  private Fault(String name, Effect effect) {
    this.name = name;
    this.effect = effect;
  }

  Effect effect() {
    return effect;
  }

  @Override
  public String toString() {
    return name;
  }

  /** This HTTP status with an error envelope as Duo writes it. */
  public static Fault status(int status) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", status * 100 + 1);
    body.put("message", "Simulated error " + status);
    body.put("stat", "FAIL");
    return status(status, "application/json", Json.write(body));
  }

  public static Fault status(int status, String contentType, String body) {
    return instead("status " + status, Answer.of(status, contentType, Buffer.buffer(body)));
  }

  /** This HTTP status with the page of a gateway. */
  public static Fault html(int status) {
    String page = "<html><body><h1>" + status + " Bad Gateway</h1></body></html>";
    return instead("html " + status, Answer.html(status, page));
  }

  /** One of Duo's own errors. */
  public static Fault error(DuoError error, String messageDetail) {
    return instead(error.name(), Answer.failure(error, messageDetail));
  }

  public static Fault tooManyRequests() {
    return error(DuoError.TOO_MANY_REQUESTS, "");
  }

  /** 429 with the header {@code Retry-After}, which is sent as given: seconds or a date. */
  public static Fault tooManyRequests(String retryAfter) {
    Answer answer = Answer.failure(DuoError.TOO_MANY_REQUESTS, "");
    return instead("429", answer.withHeader("Retry-After", retryAfter));
  }

  public static Fault redirect(String location) {
    return instead("redirect", Answer.html(302, "").withHeader("Location", location));
  }

  public static Fault emptyBody() {
    return instead("empty body", Answer.json(200, ""));
  }

  public static Fault badJson() {
    return instead("bad JSON", Answer.json(200, "{\"stat\": \"OK\", \"response\": {\"resu"));
  }

  /** An envelope that says OK and has nothing in it. */
  public static Fault withoutResponse() {
    return instead("no response", Answer.json(200, "{\"stat\": \"OK\"}"));
  }

  /** A response object without {@code result} and without {@code txid}. */
  public static Fault withoutResult() {
    return instead("no result", Answer.json(200, "{\"stat\": \"OK\", \"response\": {}}"));
  }

  /** The real answer with another word as {@code result}. */
  public static Fault result(String word) {
    return field("result", word);
  }

  /** The real answer with one member of {@code response} set to this value. */
  public static Fault field(String member, Object value) {
    return altered("field " + member, answer -> AnswerEdits.withMember(answer, member, value));
  }

  /** A well-formed answer of a little more than 1 MiB. */
  public static Fault hugeBody() {
    return hugeBody(ONE_MEBIBYTE + 1024);
  }

  public static Fault hugeBody(int bytes) {
    return altered("huge body", answer -> AnswerEdits.padded(answer, bytes));
  }

  public static Fault deeplyNested(int levels) {
    String body = "{\"stat\":\"OK\",\"response\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    return instead("deeply nested", Answer.json(200, body));
  }

  /** Two {@code stat} and two {@code result} members: first a refusal, then an approval. */
  public static Fault duplicateKeys() {
    String response =
        "{\"result\":\"deny\",\"status\":\"deny\",\"status_msg\":\"\",\"result\":\"allow\"}";
    return instead(
        "duplicate keys",
        Answer.json(200, "{\"stat\":\"FAIL\",\"stat\":\"OK\",\"response\":" + response + "}"));
  }

  /** The real answer, one byte at a time. */
  public static Fault slowDrip(Duration perByte) {
    return delivered("slow drip", Delivery.drip(perByte));
  }

  /** Half of the real answer, then the end of the connection. */
  public static Fault truncated() {
    return delivered("truncated", Delivery.of(Delivery.Kind.TRUNCATE));
  }

  /** Takes effect at once and answers later. */
  public static Fault delay(Duration delay) {
    return new Fault(
        "delay",
        (processing, timers) ->
            processing
                .get()
                .compose(
                    answer ->
                        Future.future(later -> timers.after(delay, () -> later.complete(answer)))));
  }

  /** Never answers and does nothing. */
  public static Fault hang() {
    return instead("hang", Answer.json(200, "").withDelivery(Delivery.of(Delivery.Kind.HANG)));
  }

  public static Fault hangAfterProcessing() {
    return delivered("hang after processing", Delivery.of(Delivery.Kind.HANG));
  }

  /** Resets the TCP connection; the request has no effect. */
  public static Fault reset() {
    return instead("reset", Answer.json(200, "").withDelivery(Delivery.of(Delivery.Kind.RESET)));
  }

  /** Resets the TCP connection after the request took effect, so that only the answer is lost. */
  public static Fault resetAfterProcessing() {
    return delivered("reset after processing", Delivery.of(Delivery.Kind.RESET));
  }

  /** The real answer, promising keep-alive, and then the end of the connection all the same. */
  public static Fault closeAfterAnswer() {
    return delivered("close after answer", Delivery.of(Delivery.Kind.CLOSE_AFTERWARDS));
  }

  /** The real answer with this text as its {@code Date} header. */
  public static Fault date(String header) {
    return header("Date", header);
  }

  public static Fault header(String name, String value) {
    return altered("header " + name, answer -> answer.withHeader(name, value));
  }

  /**
   * One of these faults at some of the requests, and none at the others.
   *
   * @param share of the requests that get one, from 0 to 1
   */
  public static Fault sometimes(double share, Random random, Fault... faults) {
    return new Fault(
        "sometimes",
        (processing, timers) -> {
          Fault chosen = faults[random.nextInt(faults.length)];
          return random.nextDouble() < share
              ? chosen.effect.apply(processing, timers)
              : processing.get();
        });
  }

  private static Fault instead(String name, Answer answer) {
    return new Fault(name, (processing, timers) -> Future.succeededFuture(answer));
  }

  private static Fault delivered(String name, Delivery delivery) {
    return altered(name, answer -> answer.withDelivery(delivery));
  }

  private static Fault altered(String name, Function<Answer, Answer> change) {
    return new Fault(name, (processing, timers) -> processing.get().map(change));
  }
}
