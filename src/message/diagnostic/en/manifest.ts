/** Mistakes in Kubernetes YAML; `{object}` is its kind and name. */
export const manifestDiagnosticsEn: Readonly<Record<string, string>> = {
  "yaml-tab": "YAML is indented with spaces; here is a tab.",
  "yaml-indentation": "This line is indented so that it belongs to nothing.",
  "yaml-nested-key": "A `name: value` cannot stand behind another one on its line.",
  "yaml-missing-colon": "This line is neither `name: value` nor `- item`.",
  "yaml-missing-character": "A quote, bracket or comma is missing here.",
  "yaml-alias": "No anchor has this name.",
  "yaml-escape": "This is no escape of a text in double quotes.",
  "yaml-unexpected": "This is not YAML: it cannot stand here.",
  "yaml-too-long":
    "A document that is not in plain block form may have {limit} characters; this one has more and was not read.",
  "yaml-too-deep": "This document is nested deeper than {limit} levels and was not read.",
  "yaml-too-many-aliases":
    "With its aliases written out, this document has more than {limit} values; it was not read.",

  "manifest-unreadable": "`{path}` cannot be read: {reason}.",
  "manifest-too-long": "A file of Kubernetes YAML may have {max} characters; this one has more.",
  "manifest-without-reader": "Kubernetes YAML is not read here.",
  "manifest-no-object": "This is no Kubernetes object: it does not say its `kind`.",
  "manifest-unknown-kind": "`{kind}` is no kind of object that is known here; it is passed over.",
  "manifest-missing": "{object}: `{field}` is missing.",
  "manifest-wrong-kind": "{object}: the value of `{field}` is not of its kind.",
  "manifest-not-text":
    "{object}: `{field}` is a text; without quotes this is a number or a truth value to YAML, and Kubernetes refuses it.",
  "manifest-not-number":
    "{object}: `{field}` is a number; in quotes this is a text to YAML, and Kubernetes refuses it.",
  "manifest-bad-name":
    "{object}: Kubernetes refuses `{text}` as a name: only lower-case letters, digits and hyphens, or parts of these between dots where the kind allows them, with a letter or digit at both ends.",
  "manifest-other-labels":
    "{object}: `selector` does not match the labels of its own `template`, so Kubernetes refuses it.",
  "manifest-bad-value": "{object}: `{text}` is not one of the values that `{field}` can have.",
  "manifest-unknown-field": "{object}: `{field}` is no field of this object; it is passed over.",
  "manifest-bad-port": "{object}: `{text}` is not a port, which `{field}` must be.",
  "manifest-duplicate-port": "{object}: port {port} is there already.",
  "manifest-bad-address": "{object}: `{text}` is not an IP address.",
  "manifest-bad-range": "{object}: `{text}` is not a range of addresses in CIDR notation.",
  "manifest-ignored-address":
    "{object}: kube-proxy passes over `{text}`, which is not an IP address.",
  "manifest-ignored-range":
    "{object}: kube-proxy passes over `{text}`, which is not a range in CIDR notation.",
  "manifest-wrong-family": "{object}: {address} is not an address of the slice's type, {family}.",
  "manifest-duplicate": "{object} is there already; this one is left out.",
  "manifest-address-taken": "{object}: {address} is the cluster address of {owner}.",
  "manifest-node-port-taken": "{object}: the node port {port} is that of {owner}.",
  "manifest-unknown-node":
    "{object}: there is no Node `{name}`; it is taken to be one all the same.",
  "manifest-pod-pending": "{object} has not started and has no address, so it takes no part.",
  "manifest-gone-field": "kube-proxy no longer has `{field}`; it changes nothing.",
  "manifest-strange-field": "kube-proxy has no setting `{field}`.",
};
