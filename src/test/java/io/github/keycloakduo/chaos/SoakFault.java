package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.TwoNodes;
import java.time.Duration;
import java.util.Random;

/** What may break in a round of the soak, and how it is repaired. */
enum SoakFault {
  NONE {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {}
  },
  DUO_SLOW {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.faults().onAll().always(Fault.delay(Duration.ofMillis(500 + random.nextInt(2500))));
    }
  },
  DUO_HALF_DEAD {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.faults()
          .onAll()
          .always(
              Fault.sometimes(
                  0.2,
                  random,
                  Fault.reset(),
                  Fault.resetAfterProcessing(),
                  Fault.status(500),
                  Fault.html(502),
                  Fault.truncated(),
                  Fault.badJson(),
                  Fault.closeAfterAnswer()));
    }
  },
  DUO_SILENT {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.faults().on(Endpoint.PREAUTH, Endpoint.HEALTH_CHECK).always(Fault.hang());
    }
  },
  DUO_BUSY {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.faults().onAll().always(Fault.sometimes(0.3, random, Fault.tooManyRequests("1")));
    }
  },
  DUO_AWAY {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.stopListening();
    }

    @Override
    void repair(TwoNodes nodes, DuoSimulator duo) {
      duo.resume();
    }
  },
  CONNECTIONS_DEAD {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      duo.breakConnectionsWhenUsed();
      duo.halfCloseConnections();
    }
  },
  DATABASE_RESTARTED {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      nodes.database().restart();
    }
  },
  /** The second: what the first one holds is looked at all the time. */
  NODE_KILLED {
    @Override
    void strike(TwoNodes nodes, DuoSimulator duo, Random random) {
      nodes.killSecond();
    }

    @Override
    void repair(TwoNodes nodes, DuoSimulator duo) {
      nodes.startSecond(options -> options);
    }
  };

  abstract void strike(TwoNodes nodes, DuoSimulator duo, Random random);

  /** Faults of Duo's answers end with all others of their kind. */
  void repair(TwoNodes nodes, DuoSimulator duo) {
    duo.faults().clear();
  }
}
