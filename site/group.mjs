// The gallery's groups: the folders of scenarios/ in the order of the lessons; the folder "" holds what lies beside them.
const GROUPS = [
  {
    folder: "",
    title: { en: "Services and DNS", ja: "Service と DNS" },
    lessons: ["clusterip", "dns-search-list", "hairpin"],
  },
  {
    folder: "dns",
    title: { en: "DNS and CoreDNS", ja: "DNS と CoreDNS" },
    lessons: [
      "four-names",
      "ndots-cost",
      "common-notes",
      "headless",
      "statefulset-names",
      "srv",
      "externalname",
      "reverse",
      "pod-names-disabled",
      "pod-names-insecure",
      "pod-names-verified",
      "dns-policies",
      "musl-and-glibc",
      "truncation-to-tcp",
      "which-block-answers",
      "stub-domain",
      "rewrite",
      "autopath",
      "cache",
      "stale-dns",
      "coredns-down",
      "loop",
      "conntrack-race",
      "nodelocal-dnscache",
      "hosts-plain-linux",
      "legacy-v1-13",
      "legacy-v1-13-migrated",
      "legacy-v1-13-fixed",
    ],
  },
  {
    folder: "services",
    title: { en: "Kinds of Services", ja: "さまざまな Service" },
    lessons: ["nodeport-cluster", "nodeport-local-policy", "loadbalancer-vip", "headless"],
  },
  {
    folder: "modes",
    title: { en: "Modes of kube-proxy", ja: "kube-proxy のモード" },
    lessons: ["compare-clusterip"],
  },
  {
    folder: "linux",
    title: { en: "Linux networking", ja: "Linux のネットワーク" },
    lessons: ["two-namespaces-veth", "many-over-a-bridge", "router-ip-forward"],
  },
  {
    folder: "docker",
    title: { en: "Containers", ja: "コンテナー" },
    lessons: ["port-mapping"],
  },
  {
    folder: "cni",
    title: { en: "Pod networks", ja: "Pod のネットワーク" },
    lessons: ["bridge-host-local", "routes-across-nodes", "vxlan-across-nodes"],
  },
];

/** The scenarios by group, each with its title; lessons that nobody has put in order yet stand behind the others, by name. */
export function grouped(scenarios) {
  const folders = [...new Set(scenarios.map(({ name }) => folderOf(name)))];
  const known = GROUPS.filter(({ folder }) => folders.includes(folder));
  const others = folders
    .filter((folder) => !GROUPS.some((group) => group.folder === folder))
    .map((folder) => ({ folder, title: { en: folder }, lessons: [] }));
  return [...known, ...others].map(({ folder, title, lessons }) => ({
    title,
    scenarios: scenarios
      .filter(({ name }) => folderOf(name) === folder)
      .sort((a, b) => placeOf(a, lessons) - placeOf(b, lessons)),
  }));
}

function placeOf({ name }, lessons) {
  const place = lessons.indexOf(name.split("/").at(-1));
  return place === -1 ? lessons.length : place;
}

function folderOf(name) {
  return name.split("/").slice(0, -1).join("/");
}
