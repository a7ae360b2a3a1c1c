import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { USUAL_RESOLVER } from "../../cluster/pod-resolver.js";
import type { DnsConfig, DnsOption, HostAlias, PodResolver } from "../../cluster/pod-resolver.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { readAddress, readEach } from "../value/address.js";
import { isDomainName, readChoice } from "../value/name.js";
import { readWords } from "../word-reader.js";

/** Reads what a pod says of name resolution: `dns-config`, `host-alias` and `libc`. */
export function readResolver(parts: readonly Statement[], report: Report): PodResolver {
  let resolver = USUAL_RESOLVER;
  for (const part of parts) {
    switch (keywordOf(part)) {
      case "dns-config":
        resolver = { ...resolver, dnsConfig: readDnsConfig(part, report) };
        break;
      case "host-alias": {
        const alias = readHostAlias(part, report);
        if (alias !== null)
          resolver = { ...resolver, hostAliases: [...resolver.hostAliases, alias] };
        break;
      }
      case "libc": {
        const words = readWords(part, report);
        const word = words.take("glibc, musl");
        const libc = word && readChoice(word, ["glibc", "musl"], report);
        words.end();
        if (libc !== null) resolver = { ...resolver, libc };
        break;
      }
    }
  }
  return resolver;
}

// kubernetes pkg/apis/core/validation v1.36: MaxDNSNameservers, MaxDNSSearchPaths, MaxDNSSearchListChars.
const MOST_SERVERS = 3;
const MOST_DOMAINS = 32;
const LONGEST_SEARCH = 2048;

function readDnsConfig(block: Statement, report: Report): DnsConfig {
  readWords(block, report).end();
  const parts = partsOf(block);
  const wordsOf = (keyword: string, expected: string): readonly Word[] =>
    parts
      .filter((part) => keywordOf(part) === keyword)
      .flatMap((part) => readWords(part, report).list(expected));
  const servers = atMost(wordsOf("nameserver", "ADDRESS"), MOST_SERVERS, report);
  const domains = atMost(wordsOf("search", "DOMAIN"), MOST_DOMAINS, report);
  const [first] = domains;
  const searches = domains.filter((word) => isSearchDomain(word, report)).map(({ text }) => text);
  if (first !== undefined && searches.join(" ").length > LONGEST_SEARCH)
    report(errorAt(first.span, "search-list-too-long", { max: LONGEST_SEARCH }));
  return {
    nameservers: readEach(servers, readAddress, report).map(({ value }) => value),
    searches,
    options: wordsOf("options", "NAME, NAME:VALUE").map(({ text }) => optionOf(text)),
  };
}

function atMost(words: readonly Word[], max: number, report: Report): readonly Word[] {
  const over = words[max];
  if (over !== undefined) report(errorAt(over.span, "too-many", { word: over.text, max }));
  return words.slice(0, max);
}

function isSearchDomain(word: Word, report: Report): boolean {
  if (word.text === "." || isDomainName(word.text)) return true;
  report(errorAt(word.span, "bad-domain-name", { text: word.text }));
  return false;
}

function optionOf(text: string): DnsOption {
  const colon = text.indexOf(":");
  if (colon === -1) return { name: text, value: null };
  return { name: text.slice(0, colon), value: text.slice(colon + 1) };
}

function readHostAlias(part: Statement, report: Report): HostAlias | null {
  const words = readWords(part, report);
  const word = words.take("ADDRESS");
  const address = word && readAddress(word, report);
  const names = words.list("NAME").filter((name) => isHostName(name, report));
  if (address === null || names.length === 0) return null;
  return { address: address.value, names: names.map(({ text }) => text) };
}

function isHostName(word: Word, report: Report): boolean {
  if (isDomainName(word.text)) return true;
  report(errorAt(word.span, "bad-domain-name", { text: word.text }));
  return false;
}
