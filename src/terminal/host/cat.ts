import { hostsText } from "../../trace/hosts-text.js";
import { declined, printed } from "../answer.js";
import type { Answer } from "../answer.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { ownName } from "./own-name.js";
import { settingOf, unknownSetting } from "./setting.js";

const SETTINGS = "/proc/sys/";
const RESOLVER = "/etc/resolv.conf";
const HOSTS = "/etc/hosts";

/** `cat` of the few files that a trace knows. */
export const cat: Tool = {
  name: "cat",
  forms: [
    `cat ${SETTINGS}net/…`,
    `cat ${RESOLVER}`,
    `cat ${HOSTS}`,
    "cat /etc/nsswitch.conf",
    "cat /etc/hostname",
  ],
  examples: ({ host }) => [
    "cat /proc/sys/net/ipv4/ip_forward",
    ...(host.files === undefined ? [] : [`cat ${RESOLVER}`, `cat ${HOSTS}`]),
  ],
  run(words, moment) {
    if (words.length === 0 || words.some((word) => word.startsWith("-")))
      return usageOf(cat, words.join(" "));
    const texts: string[] = [];
    for (const file of words) {
      const text = textOf(file, moment);
      if (typeof text !== "string") return text;
      texts.push(text);
    }
    return printed(texts.join(""));
  },
};

function textOf(file: string, moment: HostMoment): string | Answer {
  if (file.startsWith(SETTINGS)) {
    const name = file.slice(SETTINGS.length).replace(/\/+/g, "/");
    const value = settingOf(name, moment);
    return value === null ? unknownSetting(name, moment) : `${value}\n`;
  }
  const { host, header } = moment;
  const { files } = host;
  if (file === RESOLVER && files !== undefined) return files.resolvConf;
  if (file === RESOLVER && host.resolver !== null) return resolverText(host.resolver);
  const hosts = files === undefined ? undefined : (files.hosts ?? header.hosts);
  if (file === HOSTS && hosts !== undefined) return hostsText(hosts);
  // musl has none: it asks `/etc/hosts` and then DNS, always.
  if (file === "/etc/nsswitch.conf" && files?.libc === "glibc")
    return "hosts:          files dns\n";
  if (file === "/etc/hostname") return `${ownName(moment)}\n`;
  return declined("unknown-file", { file, known: cat.forms.map((form) => form.slice(4)) });
}

// Of an older trace, what it knows of the file.
function resolverText({
  servers,
  search,
  ndots,
}: NonNullable<HostMoment["host"]["resolver"]>): string {
  const lines = [
    ...(search.length === 0 ? [] : [`search ${search.join(" ")}`]),
    ...servers.map((server) => `nameserver ${server}`),
    ...(ndots === 1 ? [] : [`options ndots:${ndots}`]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
