/** Reads a line of `conntrack -L`: `tcp 10.0.0.1:40001>10.0.0.2:80 10.0.0.2:80>10.0.0.1:40001 ESTABLISHED [ASSURED]`. */
export function readConntrackLine(line: string): readonly string[] {
  const words = line.trim().split(/\s+/);
  const [protocol = ""] = words;
  if (!/^(tcp|udp|icmp|icmpv6)$/.test(protocol)) return [];
  const all = (name: string): readonly string[] =>
    words.flatMap((word) => (word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : []));
  const [sources, targets, from, to] = ["src", "dst", "sport", "dport"].map(all);
  const tuple = (index: number): string => {
    const [a = "", b = ""] = [sources?.[index], targets?.[index]];
    const [c, d] = [from?.[index], to?.[index]];
    return c === undefined || d === undefined ? `${a}>${b}` : `${a}:${c}>${b}:${d}`;
  };
  const state =
    protocol === "tcp" ? (words.slice(3).find((word) => /^[A-Z_0-9]+$/.test(word)) ?? "") : "";
  const flags = words.filter((word) => word === "[UNREPLIED]" || word === "[ASSURED]");
  const mark = words.find((word) => word.startsWith("mark=")) ?? "mark=0";
  return [
    [protocol.replace("icmpv6", "icmp"), tuple(0), tuple(1), state, ...flags, mark]
      .filter((word) => word !== "")
      .join(" "),
  ];
}
