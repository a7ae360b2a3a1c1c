import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, it } from "node:test";

interface Room {
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");
const house = JSON.parse(readFileSync(join(root, "test/architecture.json"), "utf8")) as Record<
  string,
  Room
>;
const vague = /^(utils?|helpers?|common|misc|types|manager)(\.|$)/;

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
  .map((file) => join(src, file));

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|import\("([^"]+)"\)|^import\s+"([^"]+)"/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function targetOf(file: string, specifier: string): string {
  return resolve(dirname(file), specifier).replace(/\.js$/, ".ts");
}

function roomOf(file: string): string | null {
  const [first = ""] = relative(src, file).split("/");
  return first.endsWith(".ts") ? null : first;
}

describe("the house", () => {
  it("has every folder of src in its table, and the table in one direction", () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const order = Object.keys(house);
    for (const folder of folders)
      assert.ok(order.includes(folder.name), `src/${folder.name} is not in test/architecture.json`);
    for (const [name, room] of Object.entries(house)) {
      for (const used of room.imports) {
        assert.ok(
          order.indexOf(used) < order.indexOf(name),
          `${name} may not stand before ${used}, which it imports`,
        );
      }
    }
  });

  it("imports only what the table allows", () => {
    const wrong: string[] = [];
    for (const file of files) {
      const room = roomOf(file);
      if (room === null) continue;
      for (const specifier of importsOf(file)) {
        const allowed = specifier.startsWith(".")
          ? [room, ...(house[room]?.imports ?? [])].includes(
              roomOf(targetOf(file, specifier)) ?? "pipeline",
            )
          : (house[room]?.packages ?? []).some((name) => specifier.startsWith(name));
        if (!allowed) wrong.push(`${relative(root, file)} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("has no cycle of imports", () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      assert.ok(
        !path.includes(file),
        `a cycle: ${[...path, file].map((f) => relative(root, f)).join(" -> ")}`,
      );
      if (done.has(file) || !existsSync(file)) return;
      for (const specifier of importsOf(file)) {
        if (specifier.startsWith(".")) visit(targetOf(file, specifier), [...path, file]);
      }
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it("names files in kebab case after what they hold, and keeps them under 300 lines", () => {
    const wrong = files.filter((file) => {
      const name = relative(src, file).split("/");
      const lines = readFileSync(file, "utf8").split("\n").length;
      // The folders of CoreDNS's plugins have the plugins' own names.
      const form = /^[a-z0-9.-]+$/;
      const isPlain = name.every((part, at) => {
        return form.test(at === 2 && name[1] === "plugins" ? part.replace("_", "") : part);
      });
      return !isPlain || name.some((part) => vague.test(part)) || lines > 301;
    });
    assert.deepEqual(
      wrong.map((file) => relative(root, file)),
      [],
    );
  });
});
