import { parseAddress } from "../../../base/address.js";
import { isDomainName } from "../../corefile/domain-name.js";
import { currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { parseGoInteger, quoteGo, splitHostPort } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { notThere } from "../../corefile/tls-argument.js";
import { joinPath, NO_FILES, readFile } from "../../files.js";
import type { SetupBlock } from "../../plugin.js";

const SINGLE = ["email", "ca", "storage", "ca_root", "resolver"];

/** The mistake in `tls { acme … }`; null where there is none (coredns plugin/tls/tls.go: parseACMETLS; acme.go). */
export function checkAcme(directive: Dispenser, block: SetupBlock): Mistake | null {
  const options = new Map<string, readonly string[]>();
  while (advanceInBlock(directive)) {
    const name = currentText(directive);
    const words = remainingArguments(directive);
    if (options.has(name)) {
      return wrongHere(directive, `ACME option ${quoteGo(name)} can only be specified once`);
    }
    options.set(name, words);
    if (name === "acme" && words.length > 0) continue;
    if (name !== "acme" && !SINGLE.includes(name)) {
      return wrongHere(directive, `unknown ACME option ${quoteGo(name)}`);
    }
    if (words.length !== 1) return wrongArguments(directive);
  }
  const reason = faultOf(options, block);
  return reason === null ? null : wrong(directive, reason);
}

function faultOf(
  options: ReadonlyMap<string, readonly string[]>,
  { files = NO_FILES, root = "" }: SetupBlock,
): string | null {
  const domains = options.get("acme") ?? [];
  if (domains.length === 0) return "ACME requires at least one domain";
  const wrongDomain = domains.map(plainDomain).find((domain) => !isAcmeDomain(domain));
  if (wrongDomain !== undefined) return `invalid ACME domain ${quoteGo(wrongDomain)}`;
  const [authority] = options.get("ca") ?? [];
  if (authority !== undefined && !/^https?:\/\/[^/?#]+/.test(authority)) {
    return `invalid ACME CA URL ${quoteGo(authority)}`;
  }
  const [resolver] = options.get("resolver") ?? [];
  const wrongResolver = resolver === undefined ? null : resolverFault(resolver);
  if (wrongResolver !== null) return wrongResolver;
  const [caRoot] = options.get("ca_root") ?? [];
  if (caRoot === undefined) return null;
  const path = joinPath(root, caRoot);
  return readFile(files, path) === null
    ? `reading ACME CA root ${quoteGo(path)}: ${notThere(path)}`
    : null;
}

function plainDomain(domain: string): string {
  return domain.replace(/\.$/, "").toLowerCase();
}

// A star stands alone, and first.
function isAcmeDomain(domain: string): boolean {
  const rest = domain.replace(/^\*\./, "");
  return rest !== "" && !rest.includes("*") && parseAddress(rest) === null && isDomainName(rest);
}

function resolverFault(resolver: string): string | null {
  const split = splitHostPort(resolver);
  if (!split.ok) return `invalid ACME resolver ${quoteGo(resolver)}: ${split.error}`;
  const { host, port } = split.value;
  if (host === "") return `invalid ACME resolver ${quoteGo(resolver)}: host is empty`;
  const number = parseGoInteger(port);
  const isPort = number !== null && number >= 1 && number <= 65535;
  return isPort ? null : `invalid ACME resolver port ${quoteGo(port)}`;
}
