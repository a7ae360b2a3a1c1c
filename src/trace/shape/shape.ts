/** Where a value is not what it should be: a path such as `events[3].headers.ttl`, and what is expected there. */
export interface Fault {
  readonly path: string;
  readonly expected: string;
}

/** A test of untrusted JSON: the first place where a value is no T, or null where it is one. */
export interface Shape<T> {
  readonly faultOf: (value: unknown, path: string) => Fault | null;
  /** Never there: it only ties the shape to exactly this type. */
  readonly proves?: (value: T) => T;
}

/** A shape from a test of one value. */
function simple<T>(expected: string, test: (value: unknown) => boolean): Shape<T> {
  return { faultOf: (value, path) => (test(value) ? null : { path, expected }) };
}

/** Any text. */
export const text: Shape<string> = simple("a text", (value) => typeof value === "string");

/** True or false. */
export const flag: Shape<boolean> = simple("true or false", (value) => typeof value === "boolean");

/** A number that is finite. */
export const number: Shape<number> = simple("a number", (value) => Number.isFinite(value));

/** A whole number from 0. */
export const count: Shape<number> = simple(
  "a whole number",
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** A text with a form of its own. */
export function written<T extends string>(
  expected: string,
  test: (value: string) => boolean,
): Shape<T> {
  return simple(expected, (value) => typeof value === "string" && test(value));
}

/** A whole number from 0 with a brand. */
export function numbered<T extends number>(): Shape<T> {
  return { faultOf: count.faultOf };
}

/** One of some words; the table must name each of the type's. */
export function oneOf<T extends string>(words: Readonly<Record<T, 1>>): Shape<T> {
  return written(Object.keys(words).join(" | "), (value) => Object.hasOwn(words, value));
}

/** Null, or something of the shape. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return { faultOf: (value, path) => (value === null ? null : shape.faultOf(value, path)) };
}

/** Nothing at all, or something of the shape: the value of a field that may be absent. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return { faultOf: (value, path) => (value === undefined ? null : shape.faultOf(value, path)) };
}

/** A list of things of one shape. */
export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return {
    faultOf: (value, path) => {
      if (!Array.isArray(value)) return { path, expected: "a list" };
      for (const [index, item] of value.entries()) {
        const fault = shape.faultOf(item, `${path}[${index}]`);
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

/** An object with at least these fields. */
export function object<T>(fields: { readonly [Key in keyof T]-?: Shape<T[Key]> }): Shape<T> {
  // `for in` is the loop that keeps the key's type.
  return {
    faultOf: (value, path) => {
      if (!isRecord(value)) return { path, expected: "an object" };
      for (const key in fields) {
        const fault = fields[key].faultOf(own(value, key), `${path}.${key}`);
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

/** An object with some of these fields. */
export function partial<T extends object>(fields: {
  readonly [Key in keyof T]-?: Shape<T[Key]>;
}): Shape<Partial<T>> {
  return {
    faultOf: (value, path) => {
      if (!isRecord(value)) return { path, expected: "an object" };
      for (const key in fields) {
        const fault = Object.hasOwn(value, key)
          ? fields[key].faultOf(value[key], `${path}.${key}`)
          : null;
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

/** An object whose values all have one shape. */
export function record<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    faultOf: (value, path) => {
      if (!isRecord(value)) return { path, expected: "an object" };
      for (const [key, item] of Object.entries(value)) {
        const fault = shape.faultOf(item, `${path}.${key}`);
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}

/** One of several objects, told apart by the word in a field. */
export function variant<T extends Readonly<Record<Key, string>>, Key extends string>(
  key: Key,
  cases: { readonly [Word in T[Key]]: Shape<CaseOf<T, Key, Word>> },
): Shape<T> {
  const shapes: Readonly<Record<string, Shape<never>>> = cases as never;
  return {
    faultOf: (value, path) => {
      if (!isRecord(value)) return { path, expected: "an object" };
      const word = own(value, key);
      const found = typeof word === "string" && Object.hasOwn(shapes, word) ? shapes[word] : null;
      return found
        ? found.faultOf(value, path)
        : { path: `${path}.${key}`, expected: Object.keys(shapes).join(" | ") };
    },
  };
}

// The member of the union that has this word, alone or among others.
type CaseOf<T, Key extends string, Word> =
  T extends Readonly<Record<Key, infer Words>>
    ? Word extends Words
      ? Omit<T, Key>
      : never
    : never;

/** Whether a value is an object, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
