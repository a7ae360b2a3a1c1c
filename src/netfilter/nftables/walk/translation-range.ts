import { parseAddress } from "../../../base/address.js";
import type { Question } from "../expression/evaluate.js";
import { NO_TRANSLATION } from "../../target/translation.js";
import type { RandomOption, TranslationRange } from "../../target/translation.js";
import type { TranslatePart } from "../model/rule-part.js";
import { lookUp } from "./look-up.js";
import type { Looking } from "./look-up.js";
import type { NftWalk } from "./walk.js";

/** Who is asked for a translation. */
interface Asked {
  readonly question: Question;
  readonly looking: Looking;
  readonly walk: NftWalk;
}

/** What a translation may choose from; null where the host has no address to give, and the packet is dropped. */
export function translationRange(
  part: TranslatePart,
  { question, looking, walk }: Asked,
): TranslationRange | null | "missed" | "unknown" {
  const range = goalOf(part, question, looking);
  if (range === "missed" || range === "unknown") return range;
  const { context, view } = walk;
  const random = part.options.flatMap((option): readonly RandomOption[] =>
    option === "fully-random" ? ["random-fully"] : option === "random" ? ["random"] : [],
  );
  const whole = { ...range, random, persistent: part.options.includes("persistent") };
  if (part.statement === "dnat" || part.statement === "snat") return whole;
  // The first address of the device, of the scope that the destination needs (linux nf_nat_masquerade.c).
  const { headers, input, output } = context;
  const isMasquerade = part.statement === "masquerade";
  const device = isMasquerade ? output : (input ?? "lo");
  const destination = isMasquerade ? headers.destination : null;
  const own = device === null ? null : view.primaryAddressOf(device, headers.family, destination);
  return own === null ? null : { ...whole, addresses: [own, own] };
}

function goalOf(
  { to }: TranslatePart,
  question: Question,
  looking: Looking,
): TranslationRange | "missed" | "unknown" {
  if (to === null) return NO_TRANSLATION;
  if (to.kind === "range") return to.range;
  const found = lookUp(to.of, to.map, question, looking);
  if (found === "unknown") return "unknown";
  const value = found.element?.value ?? null;
  if (value === null) return "missed";
  const [host = "", port] = value.kind === "data" ? value.parts : [];
  const address = parseAddress(host);
  if (address === null) return "unknown";
  const ports = port === undefined ? null : ([Number(port), Number(port)] as const);
  return { ...NO_TRANSLATION, addresses: [address, address], ports };
}
