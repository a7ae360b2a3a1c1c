import type { SocketOwner } from "../socket-buffer.js";
import { optionNamed, printClause, printModule } from "./clause.js";
import type { GivenOption, MatchForm, Reading } from "./form.js";
import { isWithin, parseRange, printRange } from "./number-range.js";
import type { NumberRange } from "./number-range.js";

/** `-m owner`: whose socket sent the packet. */
export interface OwnerMatch {
  readonly kind: "owner";
  readonly socket: { readonly negated: boolean } | null;
  readonly user: IdClause | null;
  readonly group: IdClause | null;
  /** Whether the user's other groups count as well. */
  readonly supplementary: boolean;
}

interface IdClause {
  readonly negated: boolean;
  readonly range: NumberRange;
}

const LAST_ID = 0xfffffffe;

/** The form of `-m owner`. */
export const owner: MatchForm<OwnerMatch> = {
  module: "owner",
  options: { "--socket-exists": 0, "--uid-owner": 1, "--gid-owner": 1, "--suppl-groups": 0 },
  read(given, reading) {
    const socket = optionNamed(given, "--socket-exists");
    const user = readIds(optionNamed(given, "--uid-owner"), reading);
    const group = readIds(optionNamed(given, "--gid-owner"), reading);
    if (user === undefined || group === undefined) return null;
    if (socket === undefined && user === null && group === null) return null;
    return {
      kind: "owner",
      socket: socket === undefined ? null : { negated: socket.negated },
      user,
      group,
      supplementary: optionNamed(given, "--suppl-groups") !== undefined,
    };
  },
  print: (match) =>
    printModule("owner", [
      match.socket === null ? null : printClause("--socket-exists", match.socket.negated),
      printIds("--uid-owner", match.user),
      printIds("--gid-owner", match.group),
      match.supplementary ? "--suppl-groups" : null,
    ]),
  // linux net/netfilter/xt_owner.c: without a socket a packet fits where every clause is negated.
  holds(match, { surroundings }) {
    if (surroundings === null) return null;
    const { socket, user, group } = match;
    const { owner } = surroundings.buffer;
    if (owner === null) return [socket, user, group].every((clause) => clause?.negated ?? true);
    if (socket?.negated === true) return false;
    if (!idHolds(user, owner.user)) return false;
    // The user's other groups are not known.
    const known = group === null || owner.group === null || isWithin(group.range, owner.group);
    if (match.supplementary && !known) return null;
    return idHolds(group, owner.group);
  },
  miss(match, { surroundings }) {
    const owner = surroundings?.buffer.owner ?? null;
    const failed = failedClause(match, owner);
    const found = owner === null ? "-" : failed.startsWith("! --s") ? "" : idsOf(owner, failed);
    return { clause: failed, found };
  },
};

function failedClause({ socket, user, group }: OwnerMatch, owner: SocketOwner | null): string {
  const fails = (clause: IdClause | null, id: (owner: SocketOwner) => number | null): boolean =>
    owner === null ? clause?.negated === false : !idHolds(clause, id(owner));
  if (socket !== null && socket.negated === (owner !== null))
    return printClause("--socket-exists", socket.negated);
  return fails(user, (one) => one.user)
    ? (printIds("--uid-owner", user) ?? "")
    : (printIds("--gid-owner", group) ?? "");
}

function idsOf({ user, group }: SocketOwner, clause: string): string {
  const id = clause.includes("--uid-owner") ? user : group;
  return id === null ? "-" : String(id);
}

function idHolds(clause: IdClause | null, id: number | null): boolean {
  if (clause === null) return true;
  // Nobody's id is in no range.
  return id === null ? clause.negated : isWithin(clause.range, id) !== clause.negated;
}

function printIds(option: string, clause: IdClause | null): string | null {
  return clause === null
    ? null
    : printClause(option, clause.negated, printRange(clause.range, "-"));
}

// Null where the option is not given, undefined after a mistake. Of the names only root's number is the same everywhere.
function readIds(option: GivenOption | undefined, reading: Reading): IdClause | null | undefined {
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  const range = parseRange(word.text === "root" ? "0" : word.text, LAST_ID, "-");
  if (range !== null && range[0] <= range[1]) return { negated: option.negated, range };
  reading.mistake(word, "rules-not-an-owner");
  return undefined;
}
