/** A value of a YAML or JSON document with its place in the text: offsets, `end` exclusive. */
export type YamlValue = YamlScalar | YamlMap | YamlList;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A text as it is read, without quotes and escapes; what a plain one stands for is decided where it is used. */
export interface YamlScalar extends Placed {
  readonly kind: "scalar";
  readonly text: string;
  /** Whether it stands there without quotes, so that it may be a number, a truth value or nothing. */
  readonly isPlain: boolean;
}

/** Values by their names, in the order written. */
export interface YamlMap extends Placed {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
}

/** A name and its value. */
export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlValue;
}

/** Values in a row. */
export interface YamlList extends Placed {
  readonly kind: "list";
  readonly items: readonly YamlValue[];
}
