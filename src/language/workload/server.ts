import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Application, Container, HostPort, Server } from "../../cluster/pod.js";
import type { Said } from "../../cluster/declaration.js";
import { utf8Length } from "../../packet/payload-length.js";
import { LIMIT } from "../limit.js";
import type { Statement, Word } from "../syntax.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { nearParameters, readName } from "../value/name.js";
import { readNumber, readPort } from "../value/number.js";
import { readHostPorts, splitAddress } from "./host-port.js";

/** Reads `80/tcp as web http 200 "hello"` or `127.0.0.1:80/tcp echo`: an address, a port, its name, and what answers there. */
export function readServer(words: WordReader): Server | null {
  const opened = readOpened(words);
  return opened && { ...opened, application: readRest(words, opened) };
}

/** What a container listens on, and the ports of its node that lead there. */
interface Served {
  readonly server: Server;
  readonly hostPorts: readonly HostPort[];
}

/** Reads the same in a pod, with `host-port 8080` before what answers. */
function readServed(words: WordReader): Served | null {
  const opened = readOpened(words);
  if (opened === null) return null;
  const hostPorts = readHostPorts(words, opened);
  return { server: { ...opened, application: readRest(words, opened) }, hostPorts };
}

function readOpened(words: WordReader): Omit<Server, "application"> | null {
  const { report } = words;
  const word = words.take("PORT");
  const [address, place] = word === null ? [null, null] : splitAddress(word);
  const port = place && readPort(place, report);
  if (port === null) return null;
  const named = words.skip("as") === null ? null : words.take("NAME");
  const portName = named && readName(named, report);
  const protocol = port.protocol ?? "tcp";
  return { protocol, address, port: port.port, portName: portName?.value ?? null };
}

function readRest(words: WordReader, { protocol }: Pick<Server, "protocol">): Application {
  const application = readApplication(words, protocol === "tcp");
  words.end();
  return application;
}

const APPLICATIONS = ["http", "echo", "proxy", "silent"];

function readApplication(words: WordReader, isTcp: boolean): Application {
  const word = words.peek();
  if (word === null) return isTcp ? { kind: "http", status: 200, body: "" } : { kind: "silent" };
  if (words.skip("silent") !== null) return { kind: "silent" };
  if (words.skip("echo") !== null) return { kind: "echo" };
  if (words.skip("proxy") !== null) return readProxy(words, isTcp);
  if (words.skip("http") === null) {
    const near = nearParameters(word.text, APPLICATIONS);
    const parameters = { text: word.text, expected: APPLICATIONS, ...near };
    words.report(errorAt(word.span, "bad-choice", parameters));
    words.list("");
    return { kind: "silent" };
  }
  if (!isTcp) words.report(errorAt(word.span, "http-needs-tcp", {}));
  const status = words.peek();
  const body = status?.quoted === true ? status : null;
  if (status !== null) words.take("STATUS");
  const number = status === null || body !== null ? 200 : readStatus(words, status);
  const text = body ?? (words.peek()?.quoted === true ? words.take('"TEXT"') : null);
  return { kind: "http", status: number, body: text === null ? "" : readBody(words, text) };
}

/** Reads the backends of a proxy: `172.18.0.2:30080, [fd00::2]:80`. */
function readProxy(words: WordReader, isTcp: boolean): Application {
  const { report } = words;
  const list = words.list("ADDRESS:PORT");
  if (!isTcp && list[0] !== undefined) report(errorAt(list[0].span, "proxy-needs-tcp", {}));
  const backends = list.flatMap((word) => {
    const [address, place] = splitAddress(word);
    if (address === null || /[^\d]/.test(place.text)) {
      const expected = ["10.0.0.2:80", "[fd00::2]:80"];
      report(errorAt(word.span, "bad-endpoint", { text: word.text, expected }));
      return [];
    }
    const port = readPort(place, report);
    return port === null ? [] : [{ address, port: port.port }];
  });
  return { kind: "proxy", backends };
}

function readBody(words: WordReader, { text, span }: Word): string {
  if (utf8Length(text) <= LIMIT.body) return text;
  words.report(errorAt(span, "body-too-long", { max: LIMIT.body }));
  return "";
}

function readStatus(words: WordReader, word: Word): number {
  return readNumber(word, { min: 200, max: 599 }, words.report) ?? 200;
}

/** The containers of a pod template: those said, or one named like the workload, with what the template itself serves. */
export function readContainers(
  parts: readonly Statement[],
  workload: Said<string>,
  report: Report,
): readonly Container[] {
  const taken = new Set<string>();
  const servedBy = (statements: readonly Statement[], from: number): readonly Served[] =>
    statements
      .map((part) => {
        const served = readServed(readWords(part, report, from));
        if (served === null) return null;
        const key = `${served.server.port}/${served.server.protocol}`;
        if (taken.has(key)) {
          report(errorAt(part.span, "duplicate-port", { port: key }));
          return null;
        }
        taken.add(key);
        return served;
      })
      .filter((served) => served !== null);
  const own = servedBy(
    parts.filter((part) => keywordOf(part) === "serves"),
    1,
  );
  const said = parts.flatMap((part) => {
    if (keywordOf(part) !== "container") return [];
    const words = readWords(part, report);
    const word = words.take("NAME");
    const name = word && readName(word, report);
    if (name === null) return [];
    const serves = words.skip("serves") !== null;
    if (!serves) words.end();
    const inline = serves ? servedBy([part], 3) : [];
    const inner = partsOf(part).filter((inside) => keywordOf(inside) === "serves");
    return [{ name: name.value, served: [...inline, ...servedBy(inner, 1)] }];
  });
  if (said.length === 0) return [containerOf(workload.value, own)];
  return said.map(({ name, served }, index) =>
    containerOf(name, index === 0 ? [...own, ...served] : served),
  );
}

function containerOf(name: string, served: readonly Served[]): Container {
  const servers = served.map(({ server }) => server);
  return { name, servers, hostPorts: served.flatMap(({ hostPorts }) => hostPorts) };
}
