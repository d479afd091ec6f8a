package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/** The operation behind each endpoint. */
final class Operations {
  private final Map<Endpoint, Operation> operations = new EnumMap<>(Endpoint.class);
  private final SkewedClock clock;

  Operations(Account account, Timers timers) {
    this.clock = account.clock();
    operations.put(Endpoint.PING, this::time);
    operations.put(Endpoint.CHECK, this::time);
    operations.put(Endpoint.LOGO, Operations::logo);
    operations.put(Endpoint.PREAUTH, new Preauth(account));
    operations.put(Endpoint.AUTH, new Auth(account, timers));
    operations.put(Endpoint.AUTH_STATUS, new AuthStatus(account, timers));
    operations.put(Endpoint.ENROLL, new Enroll(account));
    operations.put(Endpoint.ENROLL_STATUS, new EnrollStatus(account));
    operations.put(Endpoint.HEALTH_CHECK, new OidcHealth(account));
    operations.put(Endpoint.AUTHORIZE, new OidcAuthorize(account));
    operations.put(Endpoint.PROMPT, new OidcPrompt(account));
    operations.put(Endpoint.TOKEN, new OidcToken(account));
  }

  Operation of(Endpoint endpoint) {
    Operation operation = operations.get(endpoint);
    if (operation == null) {
      throw new DuoFailure(DuoError.NOT_FOUND);
    }
    return operation;
  }

  private Future<Answer> time(Call call) {
    call.params().allowOnly(Set.of());
    return Future.succeededFuture(Answer.ok(Map.of("time", clock.now().getEpochSecond())));
  }

  private static Future<Answer> logo(Call call) {
    call.params().allowOnly(Set.of());
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Future.succeededFuture(Answer.of(200, "image/png", Buffer.buffer(png.toByteArray())));
  }
}
