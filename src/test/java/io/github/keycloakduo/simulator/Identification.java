package io.github.keycloakduo.simulator;

import java.util.Optional;

/** Finds the user that a call names by {@code username} or {@code user_id}, never by both. */
final class Identification {
  private final World world;

  Identification(World world) {
    this.world = world;
  }

  /** Empty when a user name is unknown; an unknown identifier is an error. */
  Optional<SimulatedUser> find(Params params) {
    Optional<String> id = params.optional("user_id");
    if (id.isPresent()) {
      if (params.optional("username").isPresent()) {
        throw DuoFailure.invalid("user_id");
      }
      return Optional.of(world.findById(id.get()).orElseThrow(() -> DuoFailure.invalid("user_id")));
    }
    return world.findByName(params.required("username"));
  }

  /** Best guess for faults of one user; also knows the user of a transaction. */
  String guess(Params params) {
    Optional<String> name = params.optional("username");
    return name.or(() -> params.optional("user_id").flatMap(this::nameOfId))
        .or(() -> params.optional("txid").flatMap(this::nameOfTransaction))
        .orElse("");
  }

  private Optional<String> nameOfId(String id) {
    return world.findById(id).map(SimulatedUser::name);
  }

  private Optional<String> nameOfTransaction(String txid) {
    return world.transaction(txid).map(transaction -> transaction.user().name());
  }
}
