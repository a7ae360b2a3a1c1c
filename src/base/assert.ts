/** Stops on a state that only a mistake of ours can cause; what a user can cause is a Diagnostic instead. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`hopwise: ${message}`);
}

/** The value, or a stop where only a mistake of ours can leave it out. */
export function required<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Error(`hopwise: ${name} is missing`);
  return value;
}

/** Closes an exhaustive switch: the compiler refuses a union member that no case takes. */
export function unreachable(value: never): never {
  throw new Error(`hopwise: no case for ${JSON.stringify(value)}`);
}
