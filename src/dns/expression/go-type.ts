/** The type that a piece of an expression has before it is evaluated (expr checker/nature/nature.go). */
export interface GoType {
  readonly kind: GoKind;
  /** As Go writes it: `[]interface {}`; `unknown` for what has none. */
  readonly name: string;
  /** What an array or a map holds, as far as it is known better than its name says. */
  readonly element?: GoType;
  readonly signature?: Signature;
  /** Of a function of the language, its name. */
  readonly builtin?: string;
}

/** Kinds of Go types; `unknown` and `nil` have no type, `pointer` is one to any value. */
export type GoKind =
  | "unknown"
  | "nil"
  | "any"
  | "pointer"
  | "bool"
  | "int"
  | "float"
  | "string"
  | "array"
  | "map"
  | "function";

/** What a function takes and gives. */
export interface Signature {
  readonly parameters: readonly GoType[];
  readonly results: readonly GoType[];
  /** Whether the last parameter may stand any number of times. */
  readonly variadic?: boolean;
}

export const UNKNOWN: GoType = { kind: "unknown", name: "unknown" };
export const NIL: GoType = { kind: "nil", name: "unknown" };
export const ANY: GoType = { kind: "any", name: "interface {}" };
/** What stands for a variable whose type is not known (coredns plugin/template/setup.go). */
export const POINTER: GoType = { kind: "pointer", name: "*interface {}" };
export const BOOL: GoType = { kind: "bool", name: "bool" };
export const INT: GoType = { kind: "int", name: "int" };
export const FLOAT: GoType = { kind: "float", name: "float64" };
export const STRING: GoType = { kind: "string", name: "string" };
export const STRINGS: GoType = { kind: "array", name: "[]string", element: STRING };
export const INTS: GoType = { kind: "array", name: "[]int", element: INT };
export const FLOATS: GoType = { kind: "array", name: "[]float64", element: FLOAT };
export const ARRAY: GoType = { kind: "array", name: "[]interface {}", element: ANY };
export const MAP: GoType = { kind: "map", name: "map[string]interface {}", element: ANY };
const ERROR: GoType = { kind: "any", name: "error" };

/** An array of any values of which it is known what they are. */
export function arrayOf(element: GoType): GoType {
  return { ...ARRAY, element };
}

/** A function. */
export function functionOf(parameters: readonly GoType[], ...results: readonly GoType[]): GoType {
  return named({ parameters, results });
}

/** A function that may fail. */
export function failingFunctionOf(parameters: readonly GoType[], result: GoType): GoType {
  return functionOf(parameters, result, ERROR);
}

/** A function of any number of values that may fail: what Go says of functions without a form of their own. */
export const VARIADIC: GoType = named({
  parameters: [ARRAY],
  results: [ANY, ERROR],
  variadic: true,
});

function named(signature: Signature): GoType {
  const { parameters, results, variadic = false } = signature;
  const taken = parameters.map(({ name }) => (variadic ? name.replace("[]", "...") : name));
  const given = results.map(({ name }) => name).join(", ");
  const result = results.length > 1 ? `(${given})` : given;
  return { kind: "function", name: `func(${taken.join(", ")}) ${result}`, signature };
}

/** A type without what is known only of this value, as a variable of it has. */
export function declared(type: GoType): GoType {
  const { kind } = type;
  if (kind === "unknown" || kind === "nil" || kind === "any") return POINTER;
  if (kind !== "array" || type.name !== ARRAY.name) return type;
  return ARRAY;
}

/** The type of what a pointer points to; any other stays. */
export function pointed(type: GoType): GoType {
  return type.kind === "pointer" ? ANY : type;
}

/** Whether nothing is known of a value. */
export function isUnknown({ kind }: GoType): boolean {
  return kind === "unknown" || kind === "any";
}

/** Whether it is a number. */
export function isNumber({ kind }: GoType): boolean {
  return kind === "int" || kind === "float";
}

/** What an array or a map holds. */
export function elementOf({ element }: GoType): GoType {
  return element ?? UNKNOWN;
}

/** Whether a value of one type may stand where the other is wanted (nature.go: AssignableTo). */
export function isAssignable(type: GoType, to: GoType): boolean {
  if (type.kind === "nil") return NILABLE.has(to.kind);
  if (type.kind === "unknown" || to.kind === "unknown" || to.kind === "nil") return false;
  return to.kind === "any" || type.name === to.name;
}

const NILABLE: ReadonlySet<GoKind> = new Set<GoKind>([
  "pointer",
  "any",
  "function",
  "map",
  "array",
]);

/** Whether values of two types may be compared (nature.go: ComparableTo). */
export function isComparable(one: GoType, other: GoType): boolean {
  if (isUnknown(one) || isUnknown(other) || one.kind === "nil" || other.kind === "nil") return true;
  if (isNumber(one) && isNumber(other)) return true;
  return (one.kind === "array" && other.kind === "array") || isAssignable(one, other);
}

/** Whether two types may turn out to be of these kinds, as one is not known (nature.go: MaybeCompatible). */
export function mayBe(one: GoType, other: GoType, ...kinds: readonly GoKind[]): boolean {
  const unknown = [isUnknown(one), isUnknown(other)];
  if (unknown[0] === true && unknown[1] === true) return true;
  if (unknown[0] === true) return kinds.includes(other.kind);
  return unknown[1] === true && kinds.includes(one.kind);
}
