import { isReverse } from "./reverse-zone.js";

const LABEL = /^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

/**
 * Whether a zone has the form that RFC 1035 prefers (2.3.1): labels of letters, digits and inner hyphens that begin with a
 * letter. The root and reverse zones pass. CoreDNS warns of others when it starts (coredns core/dnsserver/onstartup.go).
 */
export function hasPreferredForm(zone: string): boolean {
  if (zone === "." || isReverse(zone)) return true;
  return (
    zone.endsWith(".") &&
    zone
      .slice(0, -1)
      .split(".")
      .every((label) => LABEL.test(label))
  );
}
