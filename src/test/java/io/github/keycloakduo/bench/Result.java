package io.github.keycloakduo.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of a file of results. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Figure.class, name = "figure"),
  @JsonSubTypes.Type(value = Point.class, name = "point"),
  @JsonSubTypes.Type(value = Slice.class, name = "slice"),
  @JsonSubTypes.Type(value = Machine.class, name = "machine")
})
sealed interface Result permits Figure, Point, Slice, Machine {
  /** The row it belongs to. */
  String row();
}
