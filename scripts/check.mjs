// npm run check: everything that needs no running of the program. All checks run; the first failure does not hide others.
import { run } from "./run.mjs";

const CHECKS = [
  ["parsers", "node", ["scripts/generate-parsers.mjs"]],
  ["build", "node", ["scripts/build.mjs"]],
  ["types", "tsc", ["-b"]],
  ["lint", "eslint", ["--max-warnings", "0", "."]],
  ["format", "prettier", ["--check", "--log-level", "warn", "."]],
  ["architecture", "node", ["--import", "tsx", "--test", "test/architecture.test.ts"]],
  ["unused code", "knip", []],
  ["package", "publint", ["--strict"]],
  ["size", "node", ["scripts/size.mjs"]],
];

const results = CHECKS.map(([name, command, args]) => {
  console.log(`\n── ${name}`);
  return { name, passed: run(command, args) === 0 };
});

const failed = results.filter((result) => !result.passed).map((result) => result.name);
console.log(
  failed.length === 0
    ? `\n${results.length} checks passed`
    : `\n${failed.length} of ${results.length} checks failed: ${failed.join(", ")}`,
);
process.exit(failed.length === 0 ? 0 : 1);
