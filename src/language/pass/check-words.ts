import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { LIMIT } from "../limit.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import type { BlockVocabulary } from "../vocabulary.js";
import { commands, isVerbatim, knownWords, vocabularyOf } from "../vocabulary.js";
import type { Pass } from "./pass.js";

/** Reports words that the language does not know or does not carry out yet, parts said twice, and blocks where none belongs. */
export const checkWords: Pass = {
  name: "check-words",
  run: (draft, report) => {
    // A text of nothing but unknown words must not cost a search for each.
    let left = LIMIT.diagnostics + 1;
    const limited: Report = (diagnostic) => {
      left -= 1;
      report(diagnostic);
    };
    checkBody(statementsOf(draft.document.items), "scenario", limited, () => left > 0);
    return draft;
  },
};

function checkBody(
  statements: readonly Statement[],
  block: string,
  report: Report,
  goOn: () => boolean,
): void {
  const known = vocabularyOf(block);
  if (known === null) return;
  const seen = new Set<string>();
  for (const statement of statements) {
    if (!goOn()) return;
    const word = statement.words[0];
    if (word === undefined) continue;
    const keyword = keywordOf(statement);
    if (block === "play" && isRequest(statement)) {
      checkNoBlock(statement, report);
      continue;
    }
    if (known.once.includes(keyword) && seen.has(keyword))
      report(errorAt(word.span, "said-twice", { word: keyword }));
    seen.add(keyword);
    if (!checkWord(word, keyword, known, block, report)) continue;
    if (block === "play" && keyword === "apply") {
      checkBody(partsOf(statement), statement.words[1]?.text ?? "", report, goOn);
      continue;
    }
    const inner = [`${block} ${keyword}`, keyword].find((name) => vocabularyOf(name) !== null);
    if (inner === undefined || block === "play") checkNoBlock(statement, report);
    else checkBody(partsOf(statement), inner, report, goOn);
  }
}

function checkWord(
  word: Word,
  keyword: string,
  known: BlockVocabulary,
  block: string,
  report: Report,
): boolean {
  if (known.once.includes(keyword) || known.many.includes(keyword)) return true;
  if (known.planned.includes(keyword)) {
    report(errorAt(word.span, "not-yet-supported", { word: keyword }));
  } else {
    const near = nearParameters(word.text, knownWords(known));
    const code = block === "scenario" ? "unknown-top-word" : "unknown-word";
    const where = block === "scenario" ? {} : { block };
    report(errorAt(word.span, code, { word: word.text, ...where, ...near }));
  }
  return false;
}

/** Whether a statement of the play is a client with a program that it runs, or with a word in the program's place. */
function isRequest({ words }: Statement): boolean {
  const [first, second] = words;
  if (first === undefined || second === undefined) return false;
  if (knownWords(commands).includes(second.text)) return true;
  const known = vocabularyOf("play");
  return first.quoted || known === null || !knownWords(known).includes(first.text);
}

function checkNoBlock({ words, block }: Statement, report: Report): void {
  const word = words[0]?.text ?? "";
  // A text of another language on one line is reported as what it is.
  if (block?.kind === "block" && !isVerbatim(words))
    report(errorAt(block.brace, "unexpected-block", { word }));
}
