import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LIMIT } from "../../src/language/limit.js";
import { loadText, mistakesIn } from "../support/load-text.js";

const base = `hopwise 1
node control-plane
node worker
deployment web { serves 80 as http; labels app=web }
service web { select app=web; port 80 }
pod client on worker
`;
const lines = base.split("\n").length - 1;

/** The mistakes of the base scenario with more text behind it, lines counted from the added ones. */
function added(text: string): readonly string[] {
  return mistakesIn(base + text).map((mistake) =>
    mistake.replace(/^\d+/, (line) => String(Number(line) - lines)),
  );
}

interface Row {
  readonly says: string;
  readonly text: string;
  readonly mistakes: readonly string[];
}

const rows: readonly Row[] = [
  { says: "accepts the base", text: "", mistakes: [] },
  {
    says: "an unknown word",
    text: "nod worker3 {\n  address 172.18.0.9\n}\n",
    mistakes: ['1:1 unknown-top-word "nod"'],
  },
  {
    says: "an unknown part, behind two spaces too",
    text: "node w { address 172.18.0.9  pdos 10.244.9.0/24 }",
    mistakes: ['1:30 unknown-word "pdos"'],
  },
  {
    says: "garbage between right lines",
    text: "%%%% ?? ]\npod other on worker\n",
    mistakes: ['1:1 unknown-top-word "%%%%"'],
  },
  {
    says: "a brace that closes nothing",
    text: "}\npod other on worker\n",
    mistakes: ['1:1 stray-brace "}"'],
  },
  {
    says: "a text without its second quote",
    text: 'title "half\npod other on worker\n',
    mistakes: ['1:7 unclosed-text "\\"half"'],
  },
  {
    says: "an unclosed block at the end of the text",
    text: "play {\n  client curl http://web\n",
    mistakes: ['1:6 unclosed-brace "{"'],
  },
  {
    says: "an unclosed verbatim block, and goes on after it",
    text: "corefile {\n  . {\n  }\nplay {\n  client curl http://wbe\n}\n",
    mistakes: ['1:10 unclosed-brace "{"', '5:22 unknown-service "wbe"'],
  },
  {
    says: "a word of the language that is not carried out yet",
    text: "ingress shop\nservice n { type NodePort; port 80; select app=web }",
    mistakes: ['1:1 not-yet-supported "ingress"'],
  },
  {
    says: "an option of a program that is not carried out yet",
    text: "play {\n  client dig web +trace\n}",
    mistakes: ['2:18 not-yet-supported "+trace"'],
  },
  {
    says: "an unknown node, and puts the pod somewhere",
    text: "pod lost on wroker\nplay {\n  lost curl http://web\n}",
    mistakes: ['1:13 unknown-node "wroker"'],
  },
  {
    says: "an unknown client, and no expectation of it",
    text: "play {\n  clinet curl http://web\n  expect 200 from web\n}",
    mistakes: ['2:3 unknown-pod "clinet"'],
  },
  {
    says: "an expectation about unknown pods",
    text: "play {\n  client curl http://web\n  expect 200 from wbe\n  expect 200 from wroker in web\n}",
    mistakes: ['3:19 unknown-pod "wbe"', '4:19 unknown-node "wroker"'],
  },
  {
    says: "an expectation of nothing",
    text: "play {\n  expect 200\n}",
    mistakes: ['2:3 expectation-without-request "expect 200"'],
  },
  {
    says: "bad addresses, ports and numbers",
    text: "pod p { address 10.244.1.300 }\npod q { serves 80000 }\ndeployment d { replicas two }",
    mistakes: ['1:17 bad-address "10.244.1.300"', '2:16 bad-port "80000"', '3:25 bad-number "two"'],
  },
  {
    says: "a duplicate name of each kind",
    text: "node worker\npod client\nservice web { select app=web; port 81 }\nservice kubernetes { select a=b; port 1 }",
    mistakes: [
      '1:6 duplicate-name "worker"',
      '2:5 duplicate-name "client"',
      '3:9 duplicate-name "web"',
      '4:9 reserved-name "kubernetes"',
    ],
  },
  {
    says: "addresses that are taken, outside, or never given out",
    text: "pod a on worker { address 10.244.1.9 }\npod b on worker { address 10.244.1.9 }\npod c on worker { address 10.244.7.9 }\npod d on worker { address 10.244.1.1 }",
    mistakes: [
      '2:27 duplicate-address "10.244.1.9"',
      '3:27 address-outside "10.244.7.9"',
      '4:27 reserved-address "10.244.1.1"',
    ],
  },
  {
    says: "a cluster address outside the range, or a fixed one",
    text: "service a { select app=web; port 80; cluster-ip 10.97.0.5 }\nservice b { select app=web; port 80; cluster-ip 10.96.0.10 }",
    mistakes: ['1:49 address-outside "10.97.0.5"', '2:49 duplicate-address "10.96.0.10"'],
  },
  {
    says: "a selector that matches nothing, as a warning",
    text: "service a { select app=wbe; port 80 }",
    mistakes: ['1:9 selector-matches-nothing "a"'],
  },
  {
    says: "a target port that no pod has",
    text: "service a { select app=web; port 80 -> htpp }",
    mistakes: ['1:40 unknown-port-name "htpp"'],
  },
  {
    says: "ranges that overlap",
    text: "cluster {\n  pods 10.0.0.0/8\n  services 10.96.0.0/16\n}",
    mistakes: ['3:12 range-overlap "10.96.0.0/16"'],
  },
  {
    says: "pod ranges outside the cluster's, or of another node",
    text: "node a { pods 10.1.0.0/24 }\nnode b { pods 10.244.5.0/24 }\nnode c { pods 10.244.5.128/25 }",
    mistakes: ['1:15 range-outside "10.1.0.0/24"', '3:15 range-overlap "10.244.5.128/25"'],
  },
  {
    says: "a proxy mode, a network and a version that are not there yet",
    text: "cluster {\n  proxy ipchains\n  cni   cilium\n  version 1.20\n}",
    mistakes: [
      '2:9 bad-choice "ipchains"',
      '3:9 not-yet-supported "cilium"',
      '4:11 unknown-kubernetes-version "1.20"',
    ],
  },
  {
    says: "several ports of which one is unnamed, and one twice",
    text: "service a {\n  select app=web\n  port 80\n  port 81 web\n  port 80 again\n}",
    mistakes: ['3:3 port-without-name "port 80"', '5:3 duplicate-port "port 80 again"'],
  },
  {
    says: "a part said twice, a word too many and a word too few",
    text: "pod a on worker {\n  dns Default\n  dns ClusterFirst extra\n  address\n}",
    mistakes: ['3:3 said-twice "dns"', '3:20 unexpected-word "extra"', '4:10 missing-value ""'],
  },
  {
    says: "a mistyped Service in every form of its name, but not a name elsewhere",
    text: [
      "play {",
      "  client curl http://wbe.default",
      "  client curl http://web.defalt.svc",
      "  client curl http://wbe.default.svc.cluster.local:80/x",
      "  client curl http://www.example.com/",
      "  client curl http://10.96.0.1",
      "  client curl http://wbe",
      "  expect nxdomain",
      "}",
    ].join("\n"),
    mistakes: [
      '2:22 unknown-service "wbe.default"',
      '3:22 unknown-namespace "web.defalt.svc"',
      '4:22 unknown-service "wbe.default.svc.cluster.local"',
    ],
  },
  {
    says: "a URL that is none, and one of a kind that is not there yet",
    text: "play {\n  client curl http://\n  client curl https://web\n  client curl http://10.96.1.999\n}",
    mistakes: [
      '2:15 bad-url "http://"',
      '3:15 not-yet-supported "https://web"',
      '4:22 bad-address "10.96.1.999"',
    ],
  },
];

describe("mistakes in a scenario", () => {
  for (const { says, text, mistakes } of rows)
    it(`are placed: ${says}`, () => {
      assert.deepEqual(added(text), mistakes);
    });

  it("are placed: a range too small for its nodes", () => {
    assert.deepEqual(mistakesIn(`${base}cluster { pods 10.244.0.0/24 }`).slice(0, 1), [
      '3:6 range-exhausted "worker"',
    ]);
  });

  it("name the nearest known word, node, pod, label", () => {
    const nearest = (text: string): unknown =>
      loadText(base + text).diagnostics[0]?.parameters["nearest"];
    assert.equal(nearest("deploymnet x"), "deployment");
    assert.equal(nearest("pod x on wroker"), "worker");
    assert.equal(nearest("service a { select app=wbe; port 80 }"), "app=web");
    assert.equal(nearest("play { web curl http://web }"), "pod in web");
    assert.equal(nearest("play { client crul http://web }"), "curl");
  });

  it("report once what is missing, and not what follows from a name that is not known", () => {
    assert.deepEqual(added("play { client dig }"), ['1:18 missing-value ""']);
    assert.deepEqual(added("play { client dig a. -6 }"), ['1:22 not-yet-supported "-6"']);
    assert.deepEqual(added("play { scale wbe 3 }"), ['1:14 unknown-deployment "wbe"']);
    assert.deepEqual(added("play { scale }"), ['1:13 missing-value ""']);
    const affinity = (text: string): readonly string[] =>
      added(`service a { select app=web; port 80; affinity ${text} }`);
    assert.deepEqual(affinity("client-ip 24h"), []);
    assert.deepEqual(affinity("client-ip 0s"), ['1:57 affinity-outside "0s"']);
    assert.deepEqual(affinity("client-ip 25h"), ['1:57 affinity-outside "25h"']);
  });

  it("place a node port of Kubernetes YAML at the node port", () => {
    const yaml = [
      "  kind: Service",
      "  metadata: {name: a}",
      "  spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 80, nodePort: 80}]}",
    ];
    const found = ['4:93 node-port-outside "80"'];
    assert.deepEqual(added(`manifest {\n${yaml.join("\n")}\n}\n`), found);
  });

  it("warn where the version is missing, and refuse one that is not known", () => {
    assert.deepEqual(mistakesIn("node a"), ['1:1 missing-version ""']);
    assert.deepEqual(mistakesIn("hopwise 2"), ['1:9 unknown-version "2"']);
  });

  it("stop at a limit and say so", () => {
    const { diagnostics } = loadText("hopwise 1\n" + "garbage\n".repeat(100_000));
    assert.equal(diagnostics.length, 201);
    assert.equal(diagnostics.at(-1)?.code, "more-diagnostics");
    const { diagnostics: sizes } = loadText("x".repeat(1_000_001));
    assert.deepEqual(
      sizes.map(({ code }) => code),
      ["text-too-long"],
    );
  });

  it("are found in a text that asks for too much", () => {
    const text = `hopwise 1\ndeployment a { replicas ${LIMIT.pods} }\ndeployment b`;
    assert.deepEqual(mistakesIn(text), ['2:12 range-exhausted "a"', '3:1 too-many "deployment b"']);
  });
});
