/** One of a host's tables as its tools list it. */
export interface Section {
  readonly key: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** What stands there where it has no entries. */
  readonly empty: string | null;
}

/** A line of a table: what it says, what belongs to it, and what the step did to it. */
export interface Entry {
  readonly key: string;
  readonly head: string;
  /** At the end of the first line. */
  readonly note: string;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  readonly change: "none" | "new" | "changed" | "gone";
  /** Whether it is that of the packet in focus. */
  readonly isOwn: boolean;
}
