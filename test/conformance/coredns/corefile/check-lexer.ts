import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { differences } from "../conformance-case.js";
import { wordsOf } from "./corefile-case.js";
import type { Word } from "./corefile-case.js";

interface LexerCase {
  readonly input: string;
  readonly tokens: readonly Word[];
}

/** Compares the words of a text with those of coredns/caddy's lexer. */
export function checkLexer({ input, tokens }: LexerCase): readonly string[] {
  const found = wordsOf(lexCorefile({ name: "Corefile", text: input }, 0));
  return differences("words", found, tokens);
}
