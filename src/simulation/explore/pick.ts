import { formatEndpoint } from "../../base/address.js";
import type { Pick } from "../../cluster/scenario.js";
import type { LedBranch } from "./branches-of.js";
import type { Explored } from "./explore-request.js";

/** The branch that a pick names; null where the request cannot go there. */
export function picked(pick: Pick, { own }: Explored): LedBranch | null {
  if (pick.kind === "number") return own[pick.number - 1] ?? null;
  const { address, port } = pick;
  const place = port === null ? null : formatEndpoint(address, port);
  return (
    own.find(({ branch: { endpoint } }) =>
      place === null ? addressOf(endpoint) === address : endpoint === place,
    ) ?? null
  );
}

/** A pick as it is written. */
export function pickText(pick: Pick): string {
  if (pick.kind === "number") return `${pick.number}`;
  return pick.port === null ? pick.address : formatEndpoint(pick.address, pick.port);
}

function addressOf(endpoint: string | null): string | null {
  return endpoint === null ? null : endpoint.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}
