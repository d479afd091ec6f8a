package io.github.keycloakduo.chaos;

import java.time.Duration;

/**
 * What came of the logins of one person.
 *
 * @param in whether one of the answers let the person in
 * @param tries how often the person began, the first time included
 * @param pushesAsked how often the person asked for a push; resending a form that was lost is none
 * @param last what the last answer said
 */
record LoginRecord(
    Person person, boolean in, int tries, int pushesAsked, Duration took, String last) {}
