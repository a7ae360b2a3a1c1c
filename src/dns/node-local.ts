import { errorAt } from "../base/diagnostic.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceText } from "../base/source-span.js";
import type { Corefile } from "./corefile/corefile.js";
import { readCorefile } from "./corefile/read.js";
import { NO_FILES } from "./files.js";
import { corednsHost } from "./host.js";

/** The plugins that node-cache is built with (kubernetes/dns cmd/node-cache/main.go 1.26); prometheus is in its folder metrics. */
const PLUGINS: ReadonlySet<string> = new Set([
  "bind",
  "bufsize",
  "cache",
  "debug",
  "dns64",
  "errors",
  "forward",
  "health",
  "hosts",
  "loadbalance",
  "log",
  "loop",
  "pprof",
  "prometheus",
  "reload",
  "rewrite",
  "template",
  "timeouts",
  "trace",
  "whoami",
]);

/** A Corefile as node-local-dns reads it: beyond CoreDNS's own mistakes, a plugin that is not built into it keeps it from starting (caddy.go: DirectiveAction). */
export function readNodeLocalCorefile(source: SourceText): {
  readonly corefile: Corefile;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { corefile, diagnostics } = readCorefile(source, 0, corednsHost(NO_FILES));
  const missing = corefile.blocks.flatMap(({ directives }) =>
    directives.flatMap(({ name, tokens: [token] }) =>
      token === undefined || PLUGINS.has(name)
        ? []
        : [errorAt(token.span, "node-local-plugin", { name })],
    ),
  );
  return { corefile, diagnostics: [...diagnostics, ...missing] };
}
