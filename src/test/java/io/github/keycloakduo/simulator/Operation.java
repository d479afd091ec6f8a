package io.github.keycloakduo.simulator;

import io.vertx.core.Future;

/** The behaviour of one endpoint, after the request was found to be well signed. */
interface Operation {
  Future<Answer> run(Call call);
}
