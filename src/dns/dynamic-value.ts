/** A value whose type is known only when it is used, as Go templates and expressions have them; whole numbers are bigints. */
export type DynamicValue =
  | string
  | boolean
  | bigint
  | number
  | null
  | DynamicList
  | DynamicMap
  | Structure
  | Method
  | Unknown;

/** A list of values. */
export interface DynamicList {
  readonly kind: "list";
  readonly items: readonly DynamicValue[];
}

/** Values by text. */
export interface DynamicMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, DynamicValue>;
  /** Whether it can hold texts alone, so that an empty text stands for what is not in it. */
  readonly ofTexts?: boolean;
}

/** A Go struct: its type's name, and its fields and methods. */
export interface Structure {
  readonly kind: "structure";
  readonly type: string;
  readonly fields: ReadonlyMap<string, DynamicValue>;
}

/** A function of texts that a structure has. */
export interface Method {
  readonly kind: "method";
  readonly parameters: number;
  call(parameters: readonly string[]): DynamicValue;
}

/** Something that the real program has and that is not simulated. */
export interface Unknown {
  readonly kind: "unknown";
  readonly what: string;
}

/** A list. */
export function listOf(items: readonly DynamicValue[]): DynamicList {
  return { kind: "list", items };
}

/** A map of any values. */
export function mapOf(entries: Iterable<readonly [string, DynamicValue]>): DynamicMap {
  return { kind: "map", entries: new Map(entries) };
}

/** A map of texts. */
export function textMapOf(entries: Iterable<readonly [string, string]>): DynamicMap {
  return { kind: "map", entries: new Map(entries), ofTexts: true };
}

/** Whether the value has a kind of its own: a list, a map, a structure … */
export function isComposite(
  value: DynamicValue | undefined,
): value is DynamicList | DynamicMap | Structure | Method | Unknown {
  return typeof value === "object" && value !== null;
}
