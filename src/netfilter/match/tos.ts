import { printClause, printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { parseBits } from "./marks.js";
import { printByte, typeOfService } from "./type-of-service.js";

/** `-m tos`: the packet's type of service, as far as the mask says. */
export interface TosMatch {
  readonly kind: "tos";
  readonly negated: boolean;
  readonly value: number;
  readonly mask: number;
}

const NAMED: ReadonlyMap<string, number> = new Map([
  ["minimize-delay", 0x10],
  ["maximize-throughput", 0x08],
  ["maximize-reliability", 0x04],
  ["minimize-cost", 0x02],
  ["normal-service", 0x00],
]);
const NAME_MASK = 0x3f;

/** The form of `-m tos`. */
export const tos: MatchForm<TosMatch> = {
  module: "tos",
  options: { "--tos": 1 },
  read(given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const { negated } = option;
    const named = NAMED.get(word.text.toLowerCase());
    if (named !== undefined) return { kind: "tos", negated, value: named, mask: NAME_MASK };
    const [left = "", right = "0xff", ...rest] = word.text.split("/");
    const [value, mask] = [parseBits(left), parseBits(right)];
    if (value === null || mask === null || value > 0xff || mask > 0xff || rest.length > 0)
      return reading.mistake(word, "rules-not-a-tos", { expected: [...NAMED.keys()] });
    return { kind: "tos", negated, value, mask };
  },
  print: (match) => printModule("tos", [clauseOf(match)]),
  holds: ({ negated, value, mask }, { headers }) =>
    ((typeOfService(headers) & mask) === value) !== negated,
  miss: (match, { headers }) => ({
    clause: clauseOf(match),
    found: printByte(typeOfService(headers)),
  }),
};

function clauseOf({ negated, value, mask }: TosMatch): string {
  return printClause("--tos", negated, `${printByte(value)}/${printByte(mask)}`);
}
