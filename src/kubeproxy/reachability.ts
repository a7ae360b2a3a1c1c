import type { EndpointCategories } from "./endpoint-category.js";

/** Whether traffic finds an endpoint, and what it meets where it does not. */
export type Reachability =
  | { readonly kind: "reachable" }
  | { readonly kind: "no-endpoints" }
  | { readonly kind: "no-local-endpoints" };

/** Whether traffic under a policy, Local or not, finds an endpoint. */
export function reachabilityOf(endpoints: EndpointCategories, policyLocal: boolean): Reachability {
  if (!endpoints.anywhere) return { kind: "no-endpoints" };
  if (policyLocal && endpoints.local.length === 0) return { kind: "no-local-endpoints" };
  return { kind: "reachable" };
}
