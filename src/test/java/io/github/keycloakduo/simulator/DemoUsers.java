package io.github.keycloakduo.simulator;

import static io.github.keycloakduo.simulator.Capability.AUTO;
import static io.github.keycloakduo.simulator.Capability.MOBILE_OTP;
import static io.github.keycloakduo.simulator.Capability.PHONE;
import static io.github.keycloakduo.simulator.Capability.PUSH;
import static io.github.keycloakduo.simulator.Capability.SMS;

/** The users of the demo, one for each situation worth seeing. */
public final class DemoUsers {
  private static final int PASSCODES = 20;

  private DemoUsers() {}

  /** Adds them all. */
  public static void addTo(DuoSimulator duo) {
    withPasscodes(duo.user("alice"))
        .phone("DPALICEPHONE00000001", "Alice's phone", AUTO, PUSH, SMS, PHONE, MOBILE_OTP)
        .bypassCode("900100200", 3);
    withPasscodes(duo.user("bob"))
        .phone("DPBOBPHONE0000000001", "Bob's phone", AUTO, PUSH, SMS, PHONE, MOBILE_OTP)
        .phone("DPBOBPHONE0000000002", "Bob's old phone", AUTO, SMS, PHONE);
    duo.user("carol").status(UserStatus.BYPASS);
    duo.user("dave").status(UserStatus.NOT_ENROLLED);
    duo.user("erin")
        .phone("DPERINPHONE000000001", "Erin's phone", AUTO, PUSH, SMS, PHONE)
        .status(UserStatus.LOCKED_OUT);
    withPasscodes(duo.user("frank")).token("DHFRANKTOKEN00000001", "Frank's token");
    withPasscodes(duo.user("verified"))
        .phone("DPVERIFIEDPHONE00001", "Vera's phone", AUTO, PUSH, SMS, PHONE, MOBILE_OTP)
        .verifiedPush(true);
    withPasscodes(duo.user("oscar"))
        .phone("DPOSCARPHONE00000001", "Oscar's phone", AUTO, PUSH, SMS, PHONE, MOBILE_OTP);
    withPasscodes(duo.user("heidi"))
        .phone("DPHEIDIPHONE00000001", "Heidi's phone", AUTO, PUSH, SMS, PHONE, MOBILE_OTP);
    withPasscodes(duo.user("ivan")).token("DHIVANTOKEN000000001", "Ivan's token");
  }

  private static SimulatedUser withPasscodes(SimulatedUser user) {
    for (int i = 0; i < PASSCODES; i++) {
      user.passcode(RandomIds.digits(6));
    }
    return user;
  }
}
