import type { Effects } from "../../../base/effect.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { labelBytes } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import { quotedText } from "../../../packet/dns-text.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { shuffle } from "../../shuffle.js";

/** What a server says of itself. */
export interface ChaosTexts {
  readonly version: string;
  readonly authors: readonly string[];
  readonly hostName: string;
}

/** Answers questions of class CHAOS about the server itself (coredns plugin/chaos/chaos.go). */
export function createChaos({ version, authors, hostName }: ChaosTexts): Handler {
  return function* handleChaos(visit: Visit): Effects<DnsNeed, Answer> {
    const { name, type, class: own } = visit.question;
    if (own !== "CH" || type !== "TXT") return yield* visit.passOn();
    const texts = textsOf(name.toLowerCase());
    if (texts === null) return yield* visit.passOn();
    const answer = texts.map((text): ResourceRecord => {
      return { name, type: "TXT", class: "CH", ttl: 0, data: dataOf(text) };
    });
    return yield* visit.write({
      ...replyTo(visit.request.message),
      answer: yield* shuffle(answer),
    });
  };

  function textsOf(name: string): readonly string[] | null {
    switch (name) {
      case "authors.bind.":
        return authors;
      case "version.bind.":
      case "version.server.":
        return [version];
      case "hostname.bind.":
      case "id.server.":
        return [hostName];
      default:
        return null;
    }
  }
}

const LONGEST_STRING = 255;

function dataOf(text: string): string {
  const bytes = labelBytes(text.replaceAll("\\", "\\\\")) ?? [];
  return quotedText(Uint8Array.from(bytes.slice(0, LONGEST_STRING)));
}
