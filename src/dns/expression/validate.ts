import { ANY, ARRAY, FLOAT, INT, isUnknown, pointed } from "./go-type.js";
import { elementOf } from "./go-type.js";
import type { GoKind, GoType } from "./go-type.js";

/** The type of a call with values of these types; a text is what is wrong with them (expr builtin/builtin.go: Validate). */
export type Validation = (given: readonly GoType[]) => GoType | string;

const MANY: readonly GoKind[] = ["array", "any"];

// What is not known counts as any value.
function kindOf(type: GoType | undefined): GoKind {
  if (type === undefined) return "nil";
  return isUnknown(type) ? "any" : pointed(type).kind;
}

// Go's name of the type of what has none.
function nameOf(type: GoType | undefined): string {
  if (type === undefined || type.kind === "nil") return "%!s(<nil>)";
  return isUnknown(type) ? ANY.name : type.name;
}

function wrongCount(given: readonly GoType[], wanted: number): string {
  return `invalid number of arguments (expected ${wanted}, got ${given.length})`;
}

// A check of a single value.
function ofOne(
  kinds: readonly GoKind[],
  { result, wrong }: { result: (type: GoType) => GoType; wrong: (name: string) => string },
): Validation {
  return (given) => {
    const [type] = given;
    if (type === undefined || given.length !== 1) return wrongCount(given, 1);
    if (!kinds.includes(kindOf(type))) return wrong(nameOf(type));
    return result(type);
  };
}

export const lengthTaken: Validation = ofOne(["array", "map", "string", "any"], {
  result: () => INT,
  wrong: (name) => `invalid argument for len (type ${name})`,
});

/** `abs`, `int` and the like, which take a number. */
export function numeric(
  name: string,
  gives: "same" | "float" | "int" | "float-or-text",
): Validation {
  const takesText = gives === "int" || gives === "float-or-text";
  return ofOne(["int", "float", "any", ...(takesText ? (["string"] as const) : [])], {
    result: (type) => {
      if (gives === "same") return isUnknown(type) ? ANY : type;
      return gives === "int" ? INT : FLOAT;
    },
    wrong: (type) => `invalid argument for ${name} (type ${type})`,
  });
}

/** `max`, `min`, `mean` and `median`. */
export function aggregate(name: string): Validation {
  return (given) => {
    const [first] = given;
    if (first === undefined) return `not enough arguments to call ${name}`;
    for (const type of given) {
      const kind = kindOf(type);
      if (kind === "array" || kind === "any") return ANY;
      if (kind !== "int" && kind !== "float") {
        return `invalid argument for ${name} (type ${nameOf(type)})`;
      }
    }
    return first;
  };
}

/** `first` and `last`. */
export function ends(name: string): Validation {
  return ofOne(MANY, {
    result: (type) => (kindOf(type) === "array" ? plainElement(type) : ANY),
    wrong: (type) => `cannot get ${name} element from ${type}`,
  });
}

// Go's type of the elements, without what is known of them beside.
function plainElement(type: GoType): GoType {
  return type.name === ARRAY.name ? ANY : elementOf(type);
}

export const takeTaken: Validation = (given) => {
  const [from, count] = given;
  if (from === undefined || count === undefined || given.length !== 2) return wrongCount(given, 2);
  if (!MANY.includes(kindOf(from))) return `cannot take from ${nameOf(from)}`;
  const kind = kindOf(count);
  if (kind !== "int" && kind !== "any") return `cannot take ${nameOf(count)} elements`;
  return kindOf(from) === "any" ? ANY : { ...from, element: plainElement(from) };
};

/** `keys` and `values`. */
export function mapTaken(verb: string): Validation {
  return ofOne(["map", "any"], {
    result: () => ARRAY,
    wrong: (type) => `cannot ${verb} ${type}`,
  });
}

/** `reverse`, `uniq` and `flatten`. */
export function arrayTaken(verb: string): Validation {
  return ofOne(MANY, { result: () => ARRAY, wrong: (type) => `cannot ${verb} ${type}` });
}

export const concatTaken: Validation = (given) => {
  if (given.length === 0) return "invalid number of arguments (expected at least 1, got 0)";
  const wrong = given.find((type) => !MANY.includes(kindOf(type)));
  return wrong === undefined ? ARRAY : `cannot concat ${nameOf(wrong)}`;
};
