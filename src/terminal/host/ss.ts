import type { SocketState } from "../../trace/state.js";
import { printed, refused } from "../answer.js";
import { portName } from "../iptables/port-name.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

interface Row {
  readonly netid: "tcp" | "udp" | "sctp";
  readonly state: string;
  readonly queue: number;
  readonly local: string;
  readonly remote: string;
}

const LETTERS = "tuSanl46";
const LONG: Readonly<Record<string, string>> = {
  "--tcp": "t",
  "--udp": "u",
  "--sctp": "S",
  "--all": "a",
  "--numeric": "n",
  "--listening": "l",
  "--ipv4": "4",
  "--ipv6": "6",
};

// In the order in which ss lists them.
const NETIDS = [
  ["u", "udp"],
  ["t", "tcp"],
  ["S", "sctp"],
] as const;

/** `ss` of iproute2 6.1, as wide as its columns need (on a screen it spreads them). */
export const ss: Tool = {
  name: "ss",
  forms: ["ss -t|-u|-S [-a] [-l] [-n] [-4|-6]"],
  examples: () => ["ss -tan", "ss -uan", "ss -tln"],
  run(words, moment) {
    const letters = new Set<string>();
    for (const word of words) {
      const given = LONG[word] ?? (/^-[a-zA-Z0-9]+$/.test(word) ? word.slice(1) : null);
      if (given === null) return usageOf(ss, word);
      for (const letter of given) {
        if (!/[a-zA-Z0-46]/.test(letter))
          return refused(`ss: invalid option -- '${letter}'\n`, 255);
        if (!LETTERS.includes(letter)) return usageOf(ss, `-${letter}`);
        letters.add(letter);
      }
    }
    if (!NETIDS.some(([letter]) => letters.has(letter))) return usageOf(ss, words.join(" "));
    return printed(listing(letters, moment));
  },
};

function listing(letters: ReadonlySet<string>, moment: HostMoment): string {
  const rows = [...listening(moment), ...open(moment)].filter((row) => isWanted(row, letters));
  const netids = NETIDS.filter(([letter]) => letters.has(letter)).map(([, netid]) => netid);
  const withNetid = netids.length > 1;
  // Where only one state can stand in a list, its column is left out.
  const withState = letters.has("a") || letters.has("l") || netids.some((netid) => netid !== "udp");
  const sorted = netids.flatMap((netid) =>
    inFamilyOrder(rows.filter((row) => row.netid === netid)),
  );
  const cells = sorted.map((row) => [
    ...(withNetid ? [row.netid] : []),
    ...(withState ? [row.state] : []),
    "0",
    String(row.queue),
    ...endCells(row.local, row.netid, letters.has("n")),
    ...endCells(row.remote, row.netid, letters.has("n")),
  ]);
  const head = [
    ...(withNetid ? ["Netid"] : []),
    ...(withState ? ["State"] : []),
    "Recv-Q",
    "Send-Q",
    "Local Address:",
    "Port",
    "Peer Address:",
    "Port",
  ];
  return table(head, cells);
}

// The columns of addresses stand at the right and touch their ports; `Process` is an empty one behind the last.
function table(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const all = [head, ...cells];
  const columns = head.length;
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const lines = all.map((row, index) => {
    const parts = row.map((cell, at) => {
      const width = widths[at] ?? 0;
      const isAddress = at === columns - 4 || at === columns - 2;
      const isLast = at === columns - 1;
      if (isAddress) return cell.padStart(width);
      return isLast ? cell.padEnd(width) : `${cell.padEnd(width)} `;
    });
    return `${parts.join("")}${index === 0 ? "Process" : "       "}\n`;
  });
  return lines.join("");
}

function isWanted({ state, local }: Row, letters: ReadonlySet<string>): boolean {
  const isListening = state === "LISTEN" || state === "UNCONN";
  const isIpv6 = local.startsWith("[") || local.startsWith("*");
  if (letters.has("4") && isIpv6) return false;
  if (letters.has("6") && !isIpv6) return false;
  return letters.has("a") || letters.has("l") === isListening;
}

function inFamilyOrder(rows: readonly Row[]): readonly Row[] {
  const isIpv6 = ({ local }: Row): boolean => local.startsWith("[") || local.startsWith("*");
  return [...rows.filter((row) => !isIpv6(row)), ...rows.filter(isIpv6)];
}

// A program that listens does so for both families, as a socket of IPv6; with somaxconn as its backlog, as Go's do.
function listening({ host, state }: HostMoment): readonly Row[] {
  const backlog = Number(state.tables[host.id]?.sysctls["net/core/somaxconn"] ?? 4096);
  return host.servers.flatMap(({ protocol, port }): readonly Row[] => {
    const remote = "*:*";
    const local = `*:${port}`;
    if (protocol === "tcp")
      return [{ netid: "tcp", state: "LISTEN", queue: backlog, local, remote }];
    if (protocol === "sctp")
      return [{ netid: "sctp", state: "LISTEN", queue: backlog, local, remote }];
    return protocol === "udp" ? [{ netid: "udp", state: "UNCONN", queue: 0, local, remote }] : [];
  });
}

function open({ host, state }: HostMoment): readonly Row[] {
  return state.sockets
    .filter(({ namespace }) => namespace === host.id)
    .map((socket: SocketState) => ({
      netid: socket.protocol,
      state: socket.state,
      queue: 0,
      local: socket.local,
      remote: socket.remote,
    }));
}

function endCells(end: string, protocol: string, numeric: boolean): readonly [string, string] {
  const at = end.lastIndexOf(":");
  const port = end.slice(at + 1);
  return [end.slice(0, at + 1), numeric ? port : portName(port, protocol)];
}
