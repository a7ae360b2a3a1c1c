import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FAMILIES } from "../../src/base/address.js";
import type { Family } from "../../src/base/address.js";
import { decideInput } from "../../src/network/fib/decide-input.js";
import type { InputRefusal } from "../../src/network/fib/input-decision.js";
import { decideOutput } from "../../src/network/fib/decide-output.js";
import type { Host } from "../../src/network/host.js";
import { listRoutes, listRoutingRules } from "../../src/network/list-routes.js";
import { routeWords, ruleWords } from "../../src/network/set-up/route-words.js";
import { datagram, testHost } from "../network/fixture.js";
import { reasonToSkip, runInNamespace } from "../support/network-namespace.js";
import { drawWorld } from "./routing-world.js";
import type { AskedFlow, RoutingWorld } from "./routing-world.js";

const ROUNDS = Number(process.env["ROUTING_ROUNDS"] ?? 6);
const FIRST_SEED = Number(process.env["ROUTING_SEED"] ?? 1);
const IP: Readonly<Record<Family, string>> = { ipv4: "ip -4", ipv6: "ip -6" };

describe("routing, as the kernel decides", { skip: reasonToSkip() }, () => {
  for (const family of FAMILIES) {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      it(`agrees with ip route get in the ${family} world of seed ${seed}`, () => {
        const world = drawWorld(seed, family);
        const host = testHost(world.host);
        const { output, failure } = runInNamespace(scriptOf(world), "");
        assert.equal(failure, null);
        const parts = output.split("@@\n").map((part) => part.trimEnd());
        const [routes = "", rules = "", ...answers] = parts.slice(1);
        const ours = (
          lines: readonly { readonly family: Family; readonly text: string }[],
        ): string =>
          lines.flatMap((line) => (line.family === family ? [line.text] : [])).join("\n");
        assert.equal(ours(listRoutes(host.namespace)), plainRoutes(routes));
        assert.equal(ours(listRoutingRules(host.namespace)), rules);
        const asked = world.flows.map((flow) => commandOf(flow, family));
        assert.deepEqual(
          world.flows.map((flow, index) => `${asked[index] ?? ""}: ${decided(host, flow)}`),
          world.flows.map(
            (flow, index) => `${asked[index] ?? ""}: ${answered(answers[index] ?? "", flow)}`,
          ),
        );
      });
    }
  }
});

function scriptOf({ family, host, routes, rules, flows }: RoutingWorld): string {
  const names = Object.keys(host.devices);
  const isIpv6 = family === "ipv6";
  return [
    "exec 2>&1",
    "ip link set lo up",
    ...names.map((name) => `ip link add ${name} type veth peer name p${name}`),
    ...names.map(
      (name) => `ip link set ${name} addrgenmode none && ip link set p${name} addrgenmode none`,
    ),
    ...Object.entries(host.devices).flatMap(([name, owned]) =>
      owned.map((text) => `ip addr add ${text} dev ${name}${isIpv6 ? " nodad" : ""}`),
    ),
    ...names.flatMap((name) => [`ip link set ${name} up`, `ip link set p${name} up`]),
    ...(isIpv6 ? ["sleep 1.3"] : []),
    ...Object.entries(host.sysctls ?? {}).map(
      ([name, value]) => `echo ${value} > /proc/sys/${name}`,
    ),
    ...routes.map((route) => `${IP[family]} route add ${routeWords(route)} || exit 1`),
    ...rules.map((rule) => `${IP[family]} rule add ${ruleWords(rule)} || exit 1`),
    "sleep 0.3",
    `echo @@; ${IP[family]} route show table all; echo @@; ${IP[family]} rule`,
    ...flows.map((flow) => `echo @@; ${commandOf(flow, family)}`),
    "true",
  ].join("\n");
}

function commandOf(
  { destination, source, input, output, mark }: AskedFlow,
  family: Family,
): string {
  return [
    `${IP[family]} route get ${destination}`,
    ...(source === null ? [] : [`from ${source}`]),
    ...(input === null ? [] : [`iif ${input}`]),
    ...(output === null ? [] : [`oif ${output}`]),
    ...(mark === 0 ? [] : [`mark ${mark}`]),
  ].join(" ");
}

// The model lists tables beside the text, and knows no link-local addresses nor IPv6's groups of a device without addresses.
function plainRoutes(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/ table \S+/, "").trimEnd())
    .filter((line) => !/^multicast ff00.* dev p?d\d /.test(line) || / dev d\d /.test(line))
    .join("\n");
}

const ERRORS: Readonly<Record<string, string>> = {
  "Network is unreachable": "ENETUNREACH",
  "No route to host": "EHOSTUNREACH",
  "Permission denied": "EACCES",
  "Invalid argument": "EINVAL",
};

function answered(text: string, flow: AskedFlow): string {
  const error = /answers: (.*)/.exec(text)?.[1];
  if (error !== undefined) return ERRORS[error] ?? error;
  const [line = ""] = text.split("\n");
  const ended = /^(blackhole|unreachable|prohibit) .* error (-\d+)/.exec(line);
  if (ended !== null) return ended[0];
  const via = / via (\S+)/.exec(line)?.[1] ?? "-";
  const device = / dev (\S+)/.exec(line)?.[1] ?? "-";
  const isLocal = /^(local|broadcast|multicast) /.test(line);
  if (flow.input !== null) {
    const redirects = /<.*redirect.*>/.test(text) ? " redirect" : "";
    return isLocal ? "local" : `${via} ${device}${redirects}`;
  }
  const source = flow.source ?? / src (\S+)/.exec(line)?.[1] ?? "-";
  return `${via} ${device} ${source}`;
}

function decided(host: Host, flow: AskedFlow): string {
  const { destination, source, input, output, mark } = flow;
  if (input === null) {
    const decision = decideOutput(host, { destination, source, output, mark });
    if (decision.kind === "refused") return decision.error;
    const { route, type } = decision;
    const isLocal = type === "local";
    return `${isLocal ? "-" : (route.gateway ?? "-")} ${isLocal ? "lo" : (route.device ?? "-")} ${decision.source ?? "-"}`;
  }
  const decision = decideInput(host, { packet: datagram(source ?? "", destination), mark, input });
  switch (decision.kind) {
    case "refused":
      return errorOf(decision);
    case "local":
      return "local";
    case "forward": {
      const { route, redirects } = decision;
      return `${route.gateway ?? "-"} ${route.device ?? "-"}${redirects ? " redirect" : ""}`;
    }
  }
}

// What rtnetlink says where the packet itself would be dropped (linux net/ipv4/route.c: inet_rtm_getroute).
function errorOf({ reason, cause }: InputRefusal): string {
  if (reason.kind === "not-forwarding") return "EHOSTUNREACH";
  if (reason.kind === "no-route") return "ENETUNREACH";
  if (reason.kind !== "refused-by-route") return "EINVAL";
  switch (reason.route) {
    case "blackhole":
      return "EINVAL";
    case "prohibit":
      return "EACCES";
    case "unreachable":
      return cause === "host-unreachable" ? "EHOSTUNREACH" : "ENETUNREACH";
  }
}
