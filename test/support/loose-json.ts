/** An object of recorded JSON; fields are read where they are and left alone where they are not. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; empty where it is none. */
export function object(from: unknown): JsonObject {
  return typeof from === "object" && from !== null ? (from as JsonObject) : {};
}

/** The value as a list; empty where it is none. */
export function list(from: unknown): readonly unknown[] {
  return Array.isArray(from) ? from : [];
}

/** The value as text; empty where it is none. */
export function text(from: unknown): string {
  return typeof from === "string" || typeof from === "boolean" ? String(from) : "";
}
