/** How a request ended. */
export type Outcome =
  | "answered"
  | "refused"
  | "unreachable"
  | "reset"
  /** Its own host's rules, or a route of it, would not let it out. */
  | "not permitted"
  | "timed out"
  | "nxdomain"
  | "no data"
  | "server failure"
  /** A packet of it met a rule with a match that is not simulated. */
  | "cannot know";
