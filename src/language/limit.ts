/** How much a scenario may ask for; past it, the rest is left out and a diagnostic says so. */
export const LIMIT = {
  /** UTF-16 units of text. */
  text: 1_000_000,
  nodes: 500,
  /** Pods of all Deployments together with those declared one by one. */
  pods: 5_000,
  services: 5_000,
  playItems: 1_000,
  diagnostics: 200,
} as const;
