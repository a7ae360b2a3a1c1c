import type { ProxyEndpoint } from "../endpoint.js";

/** The port of an endpoint, as it stands in its text. */
export function portOf({ text }: Pick<ProxyEndpoint, "text">): string {
  return text.slice(text.lastIndexOf(":") + 1);
}
