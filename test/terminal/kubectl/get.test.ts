import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { runCommand } from "../../../src/terminal/run-command.js";
import type { Trace } from "../../../src/trace/trace.js";
import { hostMoment, shown, traceOf } from "../../support/host-moment.js";

// The layout, the refusals and their statuses were compared with kubectl 1.33 against a server that gives these rows.
const CLUSTER = `hopwise 1
title "t"
node control-plane
node worker
node worker2 { zone b }
deployment web {
  replicas 5
  on worker, worker2
  labels app=web, tier=front
  serves 80/tcp http 200 "a <b>"
  grace 5s
}
pod client on worker
service web {
  labels app=web
  select app=web
  cluster-ip 10.96.1.64
  port 80 http
  port 443 https
}
service outside {
  namespace shop
  type LoadBalancer
  select app=nobody
  cluster-ip 10.96.1.65
  port 80 node-port 30080
}
service gate {
  namespace shop
  type LoadBalancer
  cluster-ip 10.96.1.66
  external-ip 192.0.2.7
  load-balancer-ip 203.0.113.10
  load-balancer-ip 203.0.113.11
  port 53/udp dns node-port 30053
}
service db { select app=web; type headless; port 5432 }
service elsewhere { type ExternalName; external-name db.example.com }
`;

function playing(lines: string): Trace {
  return traceOf(`${CLUSTER}play {\n${lines}\n}\n`);
}

const still = hostMoment(playing("client curl http://10.96.1.64"), "worker");

function lines(command: string, moment = still): readonly string[] {
  return shown(moment, command).split("\n").slice(0, -1);
}

describe("kubectl get", () => {
  it("prints Services in kubectl's columns", () => {
    assert.deepEqual(lines("kubectl get svc"), [
      "NAME         TYPE           CLUSTER-IP   EXTERNAL-IP      PORT(S)          AGE",
      "db           ClusterIP      None         <none>           5432/TCP         0s",
      "elsewhere    ExternalName   <none>       db.example.com   <none>           0s",
      "kubernetes   ClusterIP      10.96.0.1    <none>           443/TCP          0s",
      "web          ClusterIP      10.96.1.64   <none>           80/TCP,443/TCP   0s",
    ]);
    assert.deepEqual(lines("kubectl -n shop get services -owide"), [
      "NAME      TYPE           CLUSTER-IP   EXTERNAL-IP                           PORT(S)        AGE   SELECTOR",
      "gate      LoadBalancer   10.96.1.66   203.0.113.10,203.0.113.11,192.0.2.7   53:30053/UDP   0s    <none>",
      "outside   LoadBalancer   10.96.1.65   <pending>                             80:30080/TCP   0s    app=nobody",
    ]);
    // A balancer's addresses are cut where there is no room.
    assert.match(
      shown(still, "kubectl get svc gate -n shop"),
      / 203\.0\.113\.10,\.\.\.,192\.0\.2\.7 /,
    );
  });

  it("prints slices and Endpoints with at most three of a list", () => {
    const all = lines("kubectl get endpointslices -l kubernetes.io/service-name=web");
    assert.match(all[0] ?? "", /^NAME {8}ADDRESSTYPE {3}PORTS {4}ENDPOINTS {38}AGE$/);
    assert.match(
      all[1] ?? "",
      /^web-\w{5} {3}IPv4 {10}80,443 {3}10\.244\.1\.\d,10\.244\.2\.\d,10\.244\.1\.\d \+ 2 more\.\.\. {3}0s$/,
    );
    const endpoints = runCommand("kubectl get endpoints", still);
    assert.ok(endpoints.kind === "printed");
    assert.equal(
      endpoints.error,
      "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n",
    );
    assert.match(endpoints.output, /^kubernetes {3}172\.18\.0\.2:6443 {47}0s$/m);
    assert.match(
      endpoints.output,
      /^web {10}(\d+\.){3}\d+:80,(\d+\.){3}\d+:80,(\d+\.){3}\d+:80 \+ 7 more\.\.\. {9}0s$/m,
    );
    assert.deepEqual(lines("kubectl get ep outside -n shop").slice(1, 2), [
      "outside   <none>      0s",
    ]);
  });

  it("prints nodes and what of them is not known", () => {
    assert.deepEqual(
      lines("kubectl get nodes -o wide")[1],
      "control-plane   Ready    control-plane   0s    v1.36     172.18.0.2    <none>        <unknown>   <unknown>        <unknown>",
    );
    assert.deepEqual(lines("kubectl get no worker worker2 --no-headers"), [
      "worker    Ready   <none>   0s    v1.36",
      "worker2   Ready   <none>   0s    v1.36",
    ]);
  });

  it("names kinds where several are asked for, and goes on with namespaces once it has begun", () => {
    const both = lines("kubectl get svc,nodes -A");
    const empty = both.indexOf("");
    assert.match(both[1] ?? "", /^default {7}service\/db /);
    assert.match(both[empty + 1] ?? "", /^NAMESPACE {3}NAME /);
    assert.match(both[empty + 2] ?? "", /^ {12}node\/control-plane /);
    assert.match(lines("kubectl get nodes,svc -A")[1] ?? "", /^node\/control-plane /);
    assert.match(
      shown(still, "kubectl get svc/web pod/client"),
      /^pod\/client +1\/1 +Running +0 /m,
    );
    assert.equal(lines("kubectl get svc,pods --no-headers").includes(""), false);
    assert.match(lines("kubectl get svc,pods client")[1] ?? "", /^client /);
  });

  it("selects by labels and shows them", () => {
    assert.deepEqual(lines("kubectl get svc -l app=web --show-labels"), [
      "NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)          AGE   LABELS",
      "web    ClusterIP   10.96.1.64   <none>        80/TCP,443/TCP   0s    app=web",
    ]);
    const names = (selector: string) => lines(`kubectl get pods -o name -l '${selector}'`).length;
    assert.equal(names("tier=front"), 5);
    assert.equal(names("tier==front,app"), 5);
    assert.equal(names("app!=web"), 1);
    assert.equal(names("app in (web, x),tier notin (back)"), 5);
    assert.equal(names("!app"), 1);
    assert.equal(names("app=x"), 0);
  });

  it("says where nothing is, in kubectl's words", () => {
    for (const [command, text] of [
      ["get svc -n none", "No resources found in none namespace.\n"],
      ["get svc,pods -l app=x", "No resources found in default namespace.\n"],
      ["get pods -A -l app=x", "No resources found\n"],
      ["get svc x", 'Error from server (NotFound): services "x" not found\n'],
      [
        "get endpointslices x",
        'Error from server (NotFound): endpointslices.discovery.k8s.io "x" not found\n',
      ],
      ["get foo", 'error: the server doesn\'t have a resource type "foo"\n'],
      ["get svc web -l app=web", "error: name cannot be provided when a selector is specified\n"],
      ["get svc web -A", "error: a resource cannot be retrieved by name across all namespaces\n"],
      [
        "get svc -o yaml --show-labels",
        "error: --show-labels option cannot be used with yaml printer\n",
      ],
      ["get svc/", "error: arguments in resource/name form must have a single resource and name\n"],
      ["get svc --foo", "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n"],
      [
        "get svc -z",
        "error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage.\n",
      ],
      [
        "get svc -o",
        "error: flag needs an argument: 'o' in -o\nSee 'kubectl get --help' for usage.\n",
      ],
      [
        "lst svc",
        'error: unknown command "lst" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n',
      ],
    ] as const) {
      const answer = runCommand(`kubectl ${command}`, still);
      assert.ok(answer.kind === "printed" && answer.output === "", command);
      assert.equal(answer.error, text, command);
      assert.equal(answer.status, text.startsWith("No ") ? 0 : 1, command);
    }
    assert.match(
      shown(still, "kubectl get svc -o foo"),
      /output format "foo", allowed formats are: custom-columns,/,
    );
    const found = runCommand("kubectl get svc web x", still);
    assert.ok(found.kind === "printed" && found.status === 1 && found.output !== "");
  });

  it("declines what is not imitated, with what is", () => {
    for (const line of [
      "describe svc web",
      "get deployments",
      "get svc -w",
      "get svc -o jsonpath={.items}",
      "",
      "get svc -l a===b",
    ])
      assert.equal(shown(still, `kubectl ${line}`), "!unknown-form", line);
  });

  it("prints whole objects as YAML, as JSON and by their names", () => {
    const yaml = shown(still, "kubectl get svc web -o yaml");
    assert.match(
      yaml,
      /^apiVersion: v1\nkind: Service\nmetadata:\n {2}labels:\n {4}app: web\n {2}name: web\n/,
    );
    assert.match(
      shown(still, "kubectl get svc -o yaml"),
      /^apiVersion: v1\nitems:\n- apiVersion: v1\n {2}kind: Service\n/,
    );
    const json: unknown = JSON.parse(
      shown(still, "kubectl get pods,ep -A -o json").replace(/Warning.*/, ""),
    );
    assert.deepEqual(Object.keys(json as object), ["apiVersion", "items", "kind", "metadata"]);
    assert.equal(
      shown(still, "kubectl get endpointslices,no -o name").split("\n").at(-2),
      "node/worker2",
    );
    assert.equal(
      shown(still, "kubectl get svc -n none -o yaml"),
      'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n',
    );
  });

  it("has no server where there is no cluster", () => {
    const trace = traceOf(readFileSync("scenarios/linux/two-namespaces-veth.hop", "utf8"));
    const moment = hostMoment(trace, trace.header.namespaces[0]?.name ?? "");
    assert.equal(
      shown(moment, "kubectl get pods"),
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?\n",
    );
  });
});

describe("kubectl get, moment by moment", () => {
  const trace = playing(`scale web 6
wait 500ms
client curl http://10.96.1.64
wait 3s
delete pod in web on worker2
wait 500ms
client curl http://10.96.1.64
drain worker2
apply service late { select app=web; port 81 }
wait 10s
client curl http://10.96.1.64
delete service web
wait 1s`);
  const after = (command: string, nth = 0) => {
    const found = trace.events.flatMap((event, index) =>
      event.kind === "objects-changed" && event.command.startsWith(`kubectl ${command}`)
        ? [index]
        : [],
    );
    return hostMoment(trace, "worker", (found[nth] ?? 0) + 2);
  };
  const ends = hostMoment(trace, "worker");

  it("shows a change in the moment in which it is asked for, and counts ages from then", () => {
    const scaled = lines("kubectl get pods -o wide", after("scale"));
    const fresh = scaled.filter((line) => line.includes("ContainerCreating"));
    assert.equal(fresh.length, 1);
    assert.match(fresh[0] ?? "", / 0\/1 +ContainerCreating +0 +0s +<none> +worker/);
    const deleted = lines("kubectl get pods", after("delete pod"));
    assert.equal(deleted.filter((line) => / 1\/1 +Terminating +0 +3s$/.test(line)).length, 1);
    assert.match(
      shown(after("drain"), "kubectl get nodes"),
      /^worker2 +Ready,SchedulingDisabled /m,
    );
    assert.match(shown(ends, "kubectl get svc late"), / 81\/TCP +11s$/m);
    assert.match(shown(ends, "kubectl get nodes"), /^worker +Ready +<none> +15s /m);
  });

  it("lets slices follow in their own time", () => {
    const has = (index: number) => {
      const text = shown(
        hostMoment(trace, "worker", index),
        "kubectl get endpointslices -l kubernetes.io/service-name=web",
      );
      return Number(/\+ (\d+) more/.exec(text)?.[1] ?? -3) + 3;
    };
    const grown = trace.events.findIndex(
      (event) => event.kind === "pod-changed" && event.change === "started",
    );
    assert.equal(has(grown), 5);
    const written = trace.events.findIndex(
      (event, index) => index > grown && event.kind === "endpoints-changed",
    );
    assert.equal(has(written), 6);
    assert.equal(
      shown(ends, "kubectl get svc web"),
      'Error from server (NotFound): services "web" not found\n',
    );
  });
});
