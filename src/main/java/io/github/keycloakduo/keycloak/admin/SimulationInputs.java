package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The inputs of a simulated login of one user, each obtained only if the simulation needs it.
 *
 * @param identity the name by which Duo knows him, also where it would not be asked
 * @param duo asks Duo without starting anything
 * @param mayContact whether {@code duo.push_limit} still lets the devices of this Duo user be
 *     contacted
 * @param otherFactors what the user has in Keycloak itself of {@code duo.outage_factors}
 * @param hasRoom whether the session limit allows one more session
 */
record SimulationInputs(
    Supplier<Optional<DuoUsername>> identity,
    Function<DuoUsername, DuoDryRunResult> duo,
    Predicate<DuoUsername> mayContact,
    Supplier<List<Factor>> otherFactors,
    BooleanSupplier hasRoom) {}
