/** An option of kubectl: its long name, its letter, whether it takes a value, and whether it is imitated. */
export interface Flag {
  readonly name: string;
  readonly letter: string | null;
  readonly takes: "value" | "nothing";
  readonly isImitated: boolean;
}

// What the client does with them changes nothing in what it prints, or is not for a trace.
const OTHERS_WITH_VALUE = `as as-group as-uid as-user-extra cache-dir certificate-authority chunk-size client-certificate
  client-key cluster context field-selector filename:f kubeconfig kuberc kustomize:k label-columns:L log-flush-frequency
  password profile profile-output raw request-timeout server:s sort-by subresource template tls-server-name token user
  username v:v vmodule`;
const OTHERS = `allow-missing-template-keys disable-compression help:h ignore-not-found insecure-skip-tls-verify
  match-server-version output-watch-events recursive:R server-print show-kind show-managed-fields
  warnings-as-errors watch:w watch-only`;

/** The options of `kubectl get`, and those that all commands have (`kubectl get --help`, `kubectl options`, 1.36). */
export const FLAGS: readonly Flag[] = [
  { name: "output", letter: "o", takes: "value", isImitated: true },
  { name: "namespace", letter: "n", takes: "value", isImitated: true },
  { name: "selector", letter: "l", takes: "value", isImitated: true },
  { name: "all-namespaces", letter: "A", takes: "nothing", isImitated: true },
  { name: "show-labels", letter: null, takes: "nothing", isImitated: true },
  { name: "no-headers", letter: null, takes: "nothing", isImitated: true },
  ...others(OTHERS_WITH_VALUE, "value"),
  ...others(OTHERS, "nothing"),
];

function others(names: string, takes: Flag["takes"]): readonly Flag[] {
  return names.split(/\s+/).map((word) => {
    const [name = "", letter = null] = word.split(":");
    return { name, letter, takes, isImitated: false };
  });
}
