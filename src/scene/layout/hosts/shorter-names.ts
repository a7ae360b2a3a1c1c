const SEPARATOR = /[-._]/;

/** Names in forms of falling length that still tell them apart: `veth-red-br`, then `…red-br`, `…red…` and `red`. */
export function shorterNames(names: readonly string[]): readonly (readonly string[])[] {
  const first = names[0];
  if (first === undefined || names.length < 2) return [names];
  const lead = toSeparator(names.reduce(commonStart, first));
  const rests = names.map((name) => name.slice(lead.length));
  const mirrored = rests.map(mirror);
  const tail = toSeparator(mirrored.reduce(commonStart, mirrored[0] ?? "")).length;
  // One letter less for a "…" would gain nothing.
  const withoutLead = lead.length > 1 ? rests.map((rest) => `…${rest}`) : names;
  const withoutBoth =
    tail > 1 ? withoutLead.map((name) => `${name.slice(0, name.length - tail)}…`) : withoutLead;
  const bare = rests.map((rest) => rest.slice(0, rest.length - tail));
  // A name that is all that the others have, too, has nothing left.
  return [names, withoutLead, withoutBoth, ...(bare.includes("") ? [] : [bare])];
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

// Words stay whole, where names have words.
function toSeparator(common: string): string {
  for (let end = common.length; end > 0; end--) {
    if (SEPARATOR.test(common[end - 1] ?? "")) return common.slice(0, end);
  }
  return common;
}

function mirror(text: string): string {
  return Array.from(text).reverse().join("");
}
