/** Mistakes in a scenario's text. */
export const languageDiagnosticsEn: Readonly<Record<string, string>> = {
  "unclosed-brace": "The block of `{word}` is never closed.",
  "stray-brace": "This brace closes nothing.",
  "nested-too-deep": "Blocks are nested too deep here.",
  "unclosed-text": "This text has no second quote.",
  "block-without-word": "No word before this block says what it is.",
  "verbatim-on-one-line":
    "The text of `{word}` begins on the line after its brace and ends at a } alone on its line.",
  "text-too-long": "A scenario may have {max} characters; this one is longer and was not read.",
  "too-many": "Only the first {max} are taken; from this `{word}` on, the rest is left out.",
  "body-too-long": "An answer may have {max} bytes; this one is longer and was left out.",
  "too-many-endpoints":
    "The Services before this one have so many endpoints on so many nodes that `{service}` and what follows get none (limit: {max}).",
  "more-diagnostics": "There are more mistakes than these {max}.",

  "unknown-word": "`{word}` means nothing in `{block}`.",
  "unknown-top-word": "`{word}` means nothing at this place, outside of all blocks.",
  "not-yet-supported": "`{word}` is not supported yet.",
  "said-twice": "`{word}` can be said once only.",
  "unexpected-block": "`{word}` has no block.",
  "missing-value": "Something is missing after `{after}`.",
  "unexpected-word": "`{word}` is one word too many.",
  "bad-choice": "`{text}` is not one of the words that can stand here.",

  "missing-version": "The scenario does not name the version of its language.",
  "unknown-version": "Version {text} of the language is not known.",
  "text-without-quotes": "`{text}` needs quotes, or is a language without a text.",
  "text-without-english":
    "There is no English `{word}` right before this one, so it is shown in every language.",

  "joined-parts":
    "`{word}` begins a part of `{block}` of its own: parts are separated by a new line, two spaces or `;`.",
  "bad-address": "`{text}` is not an IP address.",
  "bad-prefix": "`{text}` is not a range of addresses in CIDR notation.",
  "prefix-host-bits": "`{text}` does not begin at the first address of its range.",
  "bad-number": "`{text}` is not a whole number from {min} to {max}.",
  "bad-port": "`{text}` is not a port from 1 to 65535, with or without /tcp, /udp or /sctp.",
  "bad-duration": "`{text}` is not a length of time.",
  "bad-name":
    "`{text}` cannot be a name: only lower-case letters, digits and hyphens, at most 63, no hyphen at the ends.",
  "bad-label": "`{text}` is not a label.",
  "bad-domain-name": "`{text}` is not a domain name.",
  "bad-record": "`{text}` does not fit a record of type {type}.",
  "bad-url": "`{text}` is not a URL that curl takes.",

  "missing-family": "The ranges of `{word}` have no {family} addresses.",
  "duplicate-family": "There is already one for {family}.",
  "range-overlap": "The range {range} shares addresses with {other} of `{owner}`.",
  "range-outside": "The range {range} lies outside {ranges} of `{owner}`.",
  "range-exhausted": "The range {range} has nothing left for `{name}`.",
  "address-outside": "The address {address} lies outside {ranges} of `{owner}`.",
  "address-of-other-family": "The address {address} is of another family than {families}.",
  "duplicate-address": "The address {address} already belongs to `{owner}`.",
  "reserved-address": "The address {address} of {range} is never given out.",
  "spare-address": "`replicas` is {replicas}, so no pod gets the address {address}.",
  "address-on-host-network": "`{pod}` has its node's address, because it is on the host network.",
  "dns-none-without-server": "With `dns None` a pod needs a `nameserver` in its `dns-config`.",
  "search-list-too-long": "A search list may have {max} characters, spaces included.",
  "bad-resolv-conf":
    "This line names no server; with it the kubelet makes no pods (`nameserver list is empty`).",
  "headless-with-address": "`{service}` is headless and has no cluster address.",

  "not-with-copies": "Copies cannot all have one `{word}`; each gets its own where it is left out.",
  "not-applied": "`apply` is for one object at a time: `{word}` has no place here.",
  "not-applied-while-playing":
    "A {kind} cannot be applied while a scenario plays; Services, Deployments and Pods can.",
  "duplicate-name": "There is already a {what} named `{name}`.",
  "reserved-name": "The {what} `{name}` is one that every cluster already has.",
  "duplicate-port": "Port {port} is already taken here.",
  "port-without-name": "Port {port} needs a name, because the Service has several ports.",
  "protocols-differ": "The protocol of the target differs from that of the port.",
  "http-needs-tcp": "http is served over tcp only.",
  "proxy-needs-tcp": "A proxy takes connections of tcp only.",
  "service-without-port": "The Service `{service}` has no port.",
  "service-without-selector": "The Service `{service}` selects no pods, so it has no endpoints.",
  "selector-matches-nothing":
    "No pod in the namespace has the labels {selector}, so `{service}` has no endpoints.",
  "unknown-port-name":
    "No pod of `{service}` has a container port named `{name}`, so that port has no endpoints.",

  "unknown-node": "There is no node named `{name}`.",
  "missing-client": "Who runs `{word}`?",
  "unknown-pod": "There is no pod named `{name}`.",
  "unknown-deployment": "There is no Deployment named `{name}`.",
  "unknown-namespace": "There is no namespace named `{name}`.",
  "unknown-service": "There is no Service named `{name}` in the namespace `{namespace}`.",
  "no-pod-there": "No pod of `{deployment}` is on the node `{node}`.",
  "ambiguous-pod": "`{name}` has several pods; this needs one.",
  "unknown-connection": "No connection of that client is open as `{name}` here.",
  "one-connection":
    "A connection with a name is opened and closed once, so `{word}` has no `times`.",
  "expectation-without-request":
    "There is no request before this that could be expected anything of.",
};
