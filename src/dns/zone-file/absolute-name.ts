import { isFullyQualified } from "../../packet/dns-name.js";
import { isDomainName } from "../corefile/domain-name.js";

/** A name as a zone file means it: `@` is the origin, and one without a dot at its end lies below it; null where it is none. */
export function absoluteName(text: string, origin: string): string | null {
  if (text === "@") return origin;
  if (text === "" || text === "\n" || !isDomainName(text)) return null;
  if (isFullyQualified(text)) return text;
  return origin === "." ? `${text}.` : `${text}.${origin}`;
}
