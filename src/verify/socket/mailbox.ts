/** What waits to be heard, in its order; whoever asks first hears first. */
export interface Mailbox<Value> {
  readonly put: (value: Value) => void;
  /** For what a call itself returned, before anything that came meanwhile. */
  readonly putFirst: (value: Value) => void;
  /** The next value; `timeout` after so many milliseconds without one, never for null. */
  readonly take: (milliseconds: number | null) => Promise<Value | "timeout">;
}

/** An empty mailbox. */
export function createMailbox<Value>(): Mailbox<Value> {
  const values: Value[] = [];
  const waiting: ((value: Value) => void)[] = [];
  const hand = (value: Value, keep: () => void): void => {
    const next = waiting.shift();
    if (next === undefined) keep();
    else next(value);
  };
  return {
    put: (value) => {
      hand(value, () => values.push(value));
    },
    putFirst: (value) => {
      hand(value, () => values.unshift(value));
    },
    take: (milliseconds) =>
      new Promise((resolve) => {
        const [first] = values;
        if (values.length > 0 && first !== undefined) {
          values.shift();
          resolve(first);
          return;
        }
        const timer =
          milliseconds === null
            ? null
            : setTimeout(() => {
                waiting.splice(waiting.indexOf(hear), 1);
                resolve("timeout");
              }, milliseconds);
        const hear = (value: Value): void => {
          if (timer !== null) clearTimeout(timer);
          resolve(value);
        };
        waiting.push(hear);
      }),
  };
}
