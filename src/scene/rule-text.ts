/** A rule as a person reads it: what it asks for, its comment, and what it does. */
export interface ReadableRule {
  /** The clauses without `-m NAME` and the comment: `-d 10.96.1.64/32 -p tcp --dport 80`; empty where it has none. */
  readonly condition: string;
  readonly comment: string | null;
  /** The target with its options: `DNAT --to-destination 10.244.2.3:80`; empty where it only counts. */
  readonly target: string;
}

/** Takes a rule as `iptables-save` writes it (without `-A CHAIN`) apart, or one as `nft list` prints it. */
export function readableRule(text: string): ReadableRule {
  // A rule of iptables begins with an option.
  if (/^[^-!]/.test(text)) return readableNftRule(text);
  const words = wordsOf(text);
  const jump = words.findIndex((word) => word === "-j" || word === "-g");
  const matching = jump === -1 ? words : words.slice(0, jump);
  const target = jump === -1 ? [] : words.slice(jump + 1);
  let comment: string | null = null;
  const kept: string[] = [];
  for (let index = 0; index < matching.length; index++) {
    const word = matching[index] ?? "";
    if (word === "--comment") comment = unquoted(matching[++index] ?? "");
    else if (word === "-m") index++;
    else kept.push(word);
  }
  return { condition: kept.join(" "), comment, target: target.join(" ") };
}

// Where a rule of nft stops to ask and begins to act.
const NFT_ACTION =
  /(?:^| )(?:meta mark set|vmap|[ds]nat(?= to| ip6? to)|masquerade|redirect|reject|accept|drop|return|continue|jump|goto|counter|(?:update|add|delete) @)/;

function readableNftRule(text: string): ReadableRule {
  const [, body = text, comment = null] = /^(.*?)(?: ?comment "([^"]*)")?$/.exec(text) ?? [];
  const place = body.search(NFT_ACTION);
  if (place === -1) return { condition: body, comment, target: "" };
  return {
    condition: body.slice(0, place).trim(),
    comment,
    target: body.slice(place).trim(),
  };
}

/**
 * The same in fewer letters, for where there is little room: nft reads `mark` as `meta mark` and `0x4000` as `0x00004000`.
 * What is cut in its middle could not be told from another mark.
 */
export function shortMarks(text: string): string {
  return text.replaceAll("meta mark", "mark").replaceAll(/\b0x0+(?=[\da-f])/g, "0x");
}

/** The words of a line; a quoted one counts as one, with its quotes. */
function wordsOf(text: string): readonly string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, "$1") : word;
}
