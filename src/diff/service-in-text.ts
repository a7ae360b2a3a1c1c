// `namespace/name` or `namespace/name:port`, between spaces.
const SERVICE_PORT =
  /(?:^|\s)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)(?::[-a-z0-9]+)?(?=\s|$)/;

/** The Service that a comment of kube-proxy's names: `default/example` in `default/example:http cluster IP`. */
export function serviceInComment(comment: string): string | null {
  return SERVICE_PORT.exec(comment)?.[1] ?? null;
}
