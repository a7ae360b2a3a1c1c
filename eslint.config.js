import lit from "eslint-plugin-lit";
import wc from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

/** Folders whose code must give the same result everywhere: no clock, no chance, no page, no console. */
const pure = [
  "base",
  "message",
  "packet",
  "trace",
  "cluster",
  "language",
  "manifests",
  "netfilter",
  "kubeproxy",
  "policy",
  "kubelet",
  "dns",
  "network",
  "simulation",
  "timeline",
  "scene",
  "render",
].map((folder) => `src/${folder}/**/*.ts`);

export default tseslint.config(
  { ignores: ["dist/", ".cache/", "coverage/", "node_modules/", "src/*/generated/"] },
  {
    files: ["src/**/*.ts", "test/**/*.ts", "site/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: true },
      ],
      "max-lines": ["error", { max: 300 }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
      ],
    },
  },
  {
    files: pure,
    rules: {
      "no-restricted-globals": [
        "error",
        "document",
        "window",
        "console",
        "performance",
        "setTimeout",
        "fetch",
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Take the seeded generator of base/random.ts.",
        },
        { object: "Date", property: "now", message: "Time is passed in." },
      ],
    },
  },
  {
    files: ["src/element/**/*.ts"],
    extends: [lit.configs["flat/recommended"], wc.configs["flat/recommended"]],
  },
  {
    files: ["**/*.mjs"],
    extends: [...tseslint.configs.recommended],
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // node:test's `it` and `describe` return promises that the runner itself awaits.
      "@typescript-eslint/no-floating-promises": "off",
      // chai's `expect(x).to.be.true` is an expression.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);
