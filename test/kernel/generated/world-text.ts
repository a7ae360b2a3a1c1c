import type { GeneratedWorld } from "./arbitrary-world.js";

/** A world without anything drawn: what every generated one is built on. */
export const PLAIN_WORLD: GeneratedWorld = {
  rules: { near: "", far: "", server: "", client: "" },
  routes: { near: [], far: [] },
  sysctls: [],
  requests: [],
};

const SERVERS = [
  'serves 80/tcp http 200 "hello"',
  "serves 7/tcp echo",
  "serves 7/udp echo",
  "serves 8080/tcp echo",
  "serves 8080/udp echo",
];
// Redirects teach hosts routes of their own, as often as the kernel sees fit.
const PLAIN = [
  "sysctl net.ipv4.conf.all.accept_redirects 0",
  "sysctl net.ipv4.conf.all.send_redirects 0",
];
const ROUTER = ["sysctl net.ipv4.ip_forward 1", ...PLAIN];

/** A generated world as a scenario: a client, two routers in a row with a server behind them, and another host beside. */
export function worldText({ rules, routes, sysctls, requests }: GeneratedWorld, seed = 1): string {
  return [
    "hopwise 1",
    `seed ${seed}`,
    'title "generated"',
    host(
      "client",
      ["address eth0 10.1.0.2/24", "route default via 10.1.0.1", ...PLAIN],
      rules.client,
    ),
    host(
      "near",
      [
        "address eth0 10.1.0.1/24",
        "address eth1 10.2.0.1/24",
        "address eth2 10.4.0.1/24",
        "route 10.3.0.0/16 via 10.2.0.2",
        "route 10.96.0.0/16 via 10.2.0.2",
        ...routes.near,
        ...ROUTER,
        ...sysctls.map((words) => `sysctl ${words}`),
        ...SERVERS,
      ],
      rules.near,
    ),
    host(
      "far",
      [
        "address eth0 10.2.0.2/24",
        "address eth1 10.3.0.1/24",
        "route default via 10.2.0.1",
        "route 10.96.0.0/16 via 10.3.0.2",
        ...routes.far,
        ...ROUTER,
      ],
      rules.far,
    ),
    host(
      "server",
      [
        "address eth0 10.3.0.2/24",
        "address lo 10.96.0.1/32",
        "route default via 10.3.0.1",
        ...PLAIN,
        ...SERVERS,
      ],
      rules.server,
    ),
    host(
      "other",
      ["address eth0 10.4.0.2/24", "route default via 10.4.0.1", ...PLAIN, ...SERVERS],
      "",
    ),
    "link client.eth0 near.eth0",
    "link near.eth1 far.eth0",
    "link far.eth1 server.eth0",
    "link near.eth2 other.eth0",
    "play {",
    ...requests.map((line) => `  ${line}`),
    "}",
    "",
  ].join("\n");
}

const SETS = [
  "ipset {",
  "  create HOSTS hash:ip",
  "  add HOSTS 10.1.0.2",
  "  add HOSTS 10.3.0.2",
  "  create NETS hash:net",
  "  add NETS 10.4.0.0/24",
  "  add NETS 10.96.0.0/16",
  "}",
];

function host(name: string, lines: readonly string[], rules: string): string {
  const block =
    rules === "" ? [] : [...SETS, "rules {", ...rules.split("\n").map((line) => `  ${line}`), "}"];
  return [`host ${name} {`, ...[...new Set(lines), ...block].map((line) => `  ${line}`), "}"].join(
    "\n",
  );
}
