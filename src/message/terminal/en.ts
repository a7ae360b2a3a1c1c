/** The English texts of the terminal: what it cannot answer, and its panel. */
export const en = {
  "unknown-tool": "{name}: not imitated here. There are: {known}",
  "unknown-tool-near": "{name}: not imitated here. Did you mean {nearest}? There are: {known}",
  "known-tools": "These tools are imitated; nothing is executed: {known}",
  "unknown-form":
    "{tool}: `{word}` is not imitated here; it only shows what a trace knows. It can:{known}",
  "rules-unlisted":
    "This trace counts most of the rules of so many Services and lists only those that packets met, so that {tool} cannot answer here. `hopwise show` on the scenario can.",
  "objects-unlisted":
    "This cluster is so large that the trace leaves its objects out; kubectl cannot answer here.",
  "unknown-setting": "{name}: this setting is not part of the model.",
  "unknown-setting-near": "{name}: this setting is not part of the model; {nearest} is.",
  "unknown-file": "{file}: this file is not part of the model. There are: {known}",
  "never-ran":
    "{tool} would ask a server, and nothing is executed here: this shows what the play has printed. It has not run {tool} on this host yet. `hopwise dig FILE --from POD NAME` asks.",
  "not-ran":
    "{tool} would ask a server, and nothing is executed here: this shows what the play has printed. It has not run `{command}` on this host yet; it has run:{ran}",
  "shell-sign": "`{sign}` is for a shell; there is none here. Type one command.",
  "open-quote": "A quote is not closed.",
  "too-long": "A command has at most {most} characters.",
  "too-many-words": "A command has at most {most} words.",
  title: "Terminal",
  host: "Host",
  command: "Command",
  run: "Show",
  "usual-commands": "Usual commands",
  output: "Output of {command} on {host}, step {step}",
  "no-output": "(no output)",
  copy: "Copy",
  copied: "Copied.",
  "not-copied": "This page may not copy. Select the text and copy it yourself.",
  changed: "changed in this step",
  about: "Computed from the trace; nothing is executed.",
  close: "Close",
} as const;

/** The names of the terminal's texts. */
export type TerminalKey = keyof typeof en;

/** The terminal's texts in one language. */
export type TerminalTexts = Readonly<Record<TerminalKey, string>>;
