import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import { realServerName, virtualServerName } from "../../trace/virtual-server.js";
import type { RealServer, VirtualServer } from "../../trace/virtual-server.js";
import { nearName } from "../iptables/near-name.js";
import type { Word } from "../iptables/word.js";
import { wordsOfLines } from "../ipset/set-line.js";
import type { IpvsReading } from "./ipvs-reading.js";
import { readOptions } from "./read-options.js";
import type { GivenOptions } from "./read-options.js";

// Further ones say nothing new.
const MOST_DIAGNOSTICS = 100;
// Of one text, so that untrusted text does not make reading slow.
const MOST_SERVERS = 200_000;

type Command = "add" | "edit" | "delete" | "add-real" | "edit-real" | "delete-real" | "clear";

const COMMANDS: Readonly<Record<string, Command>> = {
  "-A": "add",
  "--add-service": "add",
  "-E": "edit",
  "--edit-service": "edit",
  "-D": "delete",
  "--delete-service": "delete",
  "-a": "add-real",
  "--add-server": "add-real",
  "-e": "edit-real",
  "--edit-server": "edit-real",
  "-d": "delete-real",
  "--delete-server": "delete-real",
  "-C": "clear",
  "--clear": "clear",
};

interface Draft {
  readonly server: VirtualServer;
  readonly reals: Map<string, RealServer>;
}

/** Reads what `ipvsadm -Sn` printed, or `ipvsadm -R` is given; `known` are there already. Every mistake is reported at its place; the lines around it still count. */
export function readIpvs(
  source: SourceText,
  known: readonly VirtualServer[] = [],
): { readonly servers: readonly VirtualServer[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length < MOST_DIAGNOSTICS) diagnostics.push(diagnostic);
    else if (diagnostics.length === MOST_DIAGNOSTICS)
      diagnostics.push(
        warningAt(diagnostic.span, "ipvs-too-many-mistakes", { max: MOST_DIAGNOSTICS }),
      );
  };
  const reading: IpvsReading = {
    mistake(at, code, parameters = {}) {
      report(errorAt(at.span, code, { found: at.text, ...parameters }));
      return null;
    },
    warn: (at, code) => {
      report(warningAt(at.span, code, { found: at.text }));
    },
  };
  const drafts = new Map(
    known.map((server): [string, Draft] => [virtualServerName(server.of), draftOf(server)]),
  );
  let handled = 0;
  for (const words of wordsOfLines(source)) {
    const [command] = words;
    if (command === undefined || diagnostics.length > MOST_DIAGNOSTICS) break;
    if (++handled > MOST_SERVERS) {
      reading.mistake(command, "ipvs-too-many", { max: MOST_SERVERS });
      break;
    }
    readLine(command, words.slice(1), drafts, reading);
  }
  const servers = [...drafts.values()].map(({ server, reals }) => ({
    ...server,
    realServers: [...reals.values()],
  }));
  return { servers, diagnostics };
}

function draftOf(server: VirtualServer): Draft {
  return { server, reals: new Map(server.realServers.map((real) => [realServerName(real), real])) };
}

function readLine(
  command: Word,
  words: readonly Word[],
  drafts: Map<string, Draft>,
  reading: IpvsReading,
): void {
  const kind = Object.hasOwn(COMMANDS, command.text) ? COMMANDS[command.text] : undefined;
  if (kind === undefined) {
    reading.mistake(command, "ipvs-unknown-command", nearName(command.text, Object.keys(COMMANDS)));
    return;
  }
  if (kind === "clear") {
    drafts.clear();
    return;
  }
  const given = readOptions(words, reading);
  if (given === null) return;
  if (given.of === null) {
    reading.mistake(command, "ipvs-incomplete", { expected: ["-t", "-u", "--sctp-service", "-f"] });
    return;
  }
  const name = virtualServerName(given.of);
  const at = given.ofWord ?? command;
  const draft = drafts.get(name);
  if (kind === "add") {
    if (draft !== undefined) reading.mistake(at, "ipvs-repeated-server");
    else if (isWithoutPort(given)) reading.mistake(at, "ipvs-port-zero");
    else drafts.set(name, draftOf(serverOf(given)));
    return;
  }
  if (draft === undefined) {
    reading.mistake(at, "ipvs-unknown-server", nearName(name, drafts.keys()));
    return;
  }
  if (kind === "delete") drafts.delete(name);
  else if (kind === "edit") drafts.set(name, { ...draft, server: serverOf(given) });
  else changeReal(kind, { command, given, draft }, reading);
}

// linux ip_vs_ctl.c: ip_vs_add_service; ipvsadm refuses it before the kernel does.
function isWithoutPort({ of, persistentSeconds }: GivenOptions): boolean {
  return of?.kind === "address" && of.port === 0 && persistentSeconds === null;
}

function serverOf(given: GivenOptions): VirtualServer {
  const { of, scheduler, persistentSeconds, maskBits, flags } = given;
  if (of === null) throw new Error("hopwise: a virtual server without an address");
  return { of, scheduler, persistentSeconds, maskBits, flags, realServers: [] };
}

interface RealChange {
  readonly command: Word;
  readonly given: GivenOptions;
  readonly draft: Draft;
}

function changeReal(
  kind: "add-real" | "edit-real" | "delete-real",
  { command, given, draft }: RealChange,
  reading: IpvsReading,
): void {
  const { real, realWord, method, weight } = given;
  if (real === null || realWord === null) {
    reading.mistake(command, "ipvs-incomplete", { expected: ["-r"] });
    return;
  }
  const { of } = draft.server;
  // Without a port of its own a real server has that of the virtual one; only NAT can change it.
  const usual = of.kind === "address" ? of.port : 0;
  const isFree = method === "masq" || kind === "delete-real" || of.kind === "mark";
  const port = isFree && real.port !== null ? real.port : usual;
  const server: RealServer = { address: real.address, port, method, weight };
  const name = realServerName(server);
  const isThere = draft.reals.has(name);
  if (kind === "add-real" && isThere) {
    reading.mistake(realWord, "ipvs-repeated-real-server");
    return;
  }
  if (kind !== "add-real" && !isThere) {
    reading.mistake(realWord, "ipvs-unknown-real-server", nearName(name, draft.reals.keys()));
    return;
  }
  if (kind === "delete-real") draft.reals.delete(name);
  else {
    if (method !== "masq") reading.warn(realWord, "ipvs-method-not-played");
    draft.reals.set(name, server);
  }
}
