import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { parseAddress } from "../../base/address.js";
import type { Said } from "../../cluster/declaration.js";
import type { Server } from "../../cluster/pod.js";
import type { ContainerDeclaration, PublishedPort } from "../../cluster/topology/container.js";
import { headSpanOf, keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { nearParameters, readChoice, readName, readNodeName } from "../value/name.js";
import { parsePort } from "../value/number.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";
import { readServer } from "../workload/server.js";

/** A container with the places of what others may clash with. */
export interface ContainerDraft extends Omit<ContainerDeclaration, "name" | "host" | "published"> {
  readonly name: Said<string>;
  readonly host: Said<string>;
  readonly published: readonly Said<PublishedPort>[];
}

/** Reads `container web on host1 { publish 8080:80  network bridge  serves 80/tcp http }`, or the same words on one line; null where its name or host is wrong. */
export function readContainer(statement: Statement, report: Report): ContainerDraft | null {
  const words = readWords(statement, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  const on = words.take("on HOST");
  if (on !== null && on.text !== "on")
    report(errorAt(on.span, "unexpected-word", { word: on.text, expected: ["on HOST"] }));
  const place = on?.text === "on" ? words.take("HOST") : null;
  const host = place && readNodeName(place, report);
  if (name === null || host === null) return null;
  const span = headSpanOf(statement);
  let draft: ContainerDraft = { name, host, network: "bridge", published: [], servers: [], span };
  while (words.peek() !== null) {
    const keyword = words.take("");
    const choice =
      keyword && readChoice(keyword, ["publish", "network", "serves"] as const, report);
    if (choice === null) break;
    draft = readPart(choice, words, draft);
  }
  for (const part of partsOf(statement)) {
    const inner = readWords(part, report);
    draft = readPart(keywordOf(part), inner, draft);
    inner.end();
  }
  if (draft.network !== "bridge") {
    for (const { span: at } of draft.published)
      report(warningAt(at, "publish-without-network", { network: draft.network }));
  }
  return draft;
}

function readPart(keyword: string, words: WordReader, draft: ContainerDraft): ContainerDraft {
  const { report } = words;
  switch (keyword) {
    case "publish": {
      const word = words.take("HOST-PORT:PORT");
      if (word === null) return draft;
      const port = parsePublished(word.text);
      if (port !== null)
        return { ...draft, published: [...draft.published, { value: port, span: word.span }] };
      const expected = ["8080:80", "127.0.0.1:8080:80/tcp"];
      report(errorAt(word.span, "bad-published-port", { text: word.text, expected }));
      return draft;
    }
    case "network": {
      const word = words.take("bridge, host, none");
      const network = word && readChoice(word, ["bridge", "host", "none"] as const, report);
      return network === null ? draft : { ...draft, network };
    }
    case "serves": {
      const server = readServer(words);
      return server === null ? draft : withServer(server, words, draft);
    }
    default:
      return draft;
  }
}

function withServer(server: Server, { report }: WordReader, draft: ContainerDraft): ContainerDraft {
  const isTaken = draft.servers.some(
    (known) => known.port === server.port && known.protocol === server.protocol,
  );
  if (!isTaken) return { ...draft, servers: [...draft.servers, server] };
  const port = `${server.port}/${server.protocol}`;
  report(errorAt(draft.name.span, "duplicate-port", { port }));
  return draft;
}

/** Reads `8080:80`, `127.0.0.1:8080:80/udp`, `[::1]:8080:80` as `docker run -p` does; null where it is none. */
function parsePublished(text: string): PublishedPort | null {
  const [, bracketed, plain, hostPort = "", inside = ""] =
    /^(?:\[([^\]]+)\]:|([\d.]+):)?(\d{1,5}):(\d{1,5}(?:\/(?:tcp|udp))?)$/.exec(text) ?? [];
  const written = bracketed ?? plain ?? null;
  const address = written === null ? null : parseAddress(written);
  const outer = parsePort(hostPort);
  const inner = parsePort(inside);
  if (outer === null || inner === null || (written !== null && address === null)) return null;
  const protocol = inner.protocol === "udp" ? "udp" : "tcp";
  return { protocol, address, hostPort: outer.port, containerPort: inner.port };
}

/** Leaves out containers on hosts that there are not, of a name that is taken, and ports of a host that are taken. */
export function checkContainers(
  drafts: readonly ContainerDraft[],
  hosts: ReadonlyMap<string, readonly Server[]>,
  report: Report,
): readonly ContainerDeclaration[] {
  const names = new Set<string>();
  const taken = new Map<string, { readonly port: PublishedPort; readonly owner: string }[]>();
  return drafts.flatMap((draft): readonly ContainerDeclaration[] => {
    const { name, host } = draft;
    if (names.has(name.value)) {
      const parameters = { what: "container", name: name.value };
      report(errorAt(name.span, "duplicate-name", parameters));
      return [];
    }
    const servers = hosts.get(host.value);
    if (servers === undefined) {
      const near = nearParameters(host.value, hosts.keys());
      report(errorAt(host.span, "unknown-host", { name: host.value, ...near }));
      return [];
    }
    names.add(name.value);
    const others = taken.get(host.value) ?? ownPorts(servers, host.value);
    const published = draft.published.filter(({ value, span }) => {
      if (draft.network !== "bridge") return false;
      const other = others.find(({ port }) => clashes(port, value));
      if (other === undefined) {
        others.push({ port: value, owner: `container ${name.value}` });
        return true;
      }
      const port = `${value.hostPort}/${value.protocol}`;
      report(errorAt(span, "published-port-taken", { port, host: host.value, owner: other.owner }));
      return false;
    });
    taken.set(host.value, others);
    const ports = published.map(({ value }) => value);
    return [{ ...draft, name: name.value, host: host.value, published: ports }];
  });
}

function ownPorts(
  servers: readonly Server[],
  host: string,
): { readonly port: PublishedPort; readonly owner: string }[] {
  return servers.flatMap(({ protocol, port, address }) =>
    protocol === "sctp"
      ? []
      : [
          {
            port: { protocol, address, hostPort: port, containerPort: port },
            owner: `host ${host}`,
          },
        ],
  );
}

function clashes(a: PublishedPort, b: PublishedPort): boolean {
  return (
    a.hostPort === b.hostPort &&
    a.protocol === b.protocol &&
    (a.address === null || b.address === null || a.address === b.address)
  );
}
