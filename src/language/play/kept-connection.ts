import { errorAt } from "../../base/diagnostic.js";
import type { Actor } from "../../cluster/actor.js";
import type { Command, PlayItem } from "../../cluster/scenario.js";
import { nearParameters, readName } from "../value/name.js";
import type { WordReader } from "../word-reader.js";
import type { KeptConnections } from "./context.js";
import type { NameScope } from "./name-scope.js";

/** Reads the name that a connection stays open under; null with a diagnostic, also where the client has such a connection. */
export function readNewConnection(words: WordReader, scope: NameScope): string | null {
  const word = words.take("NAME");
  const name = word && readName(word, words.report);
  if (name === null) return null;
  if (!namesOf(scope).includes(name.value)) return name.value;
  words.report(errorAt(name.span, "duplicate-name", { what: "connection", name: name.value }));
  return null;
}

/** Reads `say NAME "TEXT"`; null with a diagnostic. */
export function readSay(words: WordReader, scope: NameScope): Command | null {
  const connection = readConnection(words, scope);
  const text = words.take("TEXT");
  words.end();
  return connection === null || text === null ? null : { kind: "say", connection, text: text.text };
}

/** Reads `close NAME`; null with a diagnostic. */
export function readClose(words: WordReader, scope: NameScope): Command | null {
  const connection = readConnection(words, scope);
  words.end();
  return connection === null ? null : { kind: "close", connection };
}

/** What is kept open after a line of the play. */
export function keptAfter(kept: KeptConnections, item: PlayItem | null): KeptConnections {
  if (item?.kind !== "request") return kept;
  const { client, command } = item;
  if (command.kind === "connect" && command.keptAs !== null)
    return [...kept, { client, name: command.keptAs }];
  if (command.kind !== "close") return kept;
  return kept.filter((one) => !isOf(one, client) || one.name !== command.connection);
}

function readConnection(words: WordReader, scope: NameScope): string | null {
  const word = words.take("NAME");
  if (word === null) return null;
  const name = word.text;
  const names = namesOf(scope);
  if (names.includes(name)) return name;
  words.report(errorAt(word.span, "unknown-connection", { name, ...nearParameters(name, names) }));
  return null;
}

function namesOf({ client, context }: NameScope): readonly string[] {
  return context.kept.filter((one) => isOf(one, client)).map(({ name }) => name);
}

function isOf({ client }: KeptConnections[number], { kind, name }: Actor): boolean {
  return client.kind === kind && client.name === name;
}
