import { printed } from "../answer.js";
import { addressesOf } from "../ip/print-address.js";
import { tablesOf } from "../moment.js";
import { ownName } from "./own-name.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

/** `hostname`, and with `-I` the host's addresses but those of the loopback and of single links. */
export const hostname: Tool = {
  name: "hostname",
  forms: ["hostname", "hostname -I"],
  examples: () => ["hostname", "hostname -I"],
  run(words, moment) {
    const [word] = words;
    if (word === undefined || word === "-s") return printed(`${ownName(moment)}\n`);
    if (word !== "-I" && word !== "--all-ip-addresses") return usageOf(hostname, words.join(" "));
    const addresses = tablesOf(moment)
      .devices.filter(({ kind, up }) => kind !== "loopback" && up)
      .flatMap(addressesOf)
      .filter(({ scope }) => scope === "global");
    const texts = [
      ...addresses.filter(({ family }) => family === "ipv4"),
      ...addresses.filter(({ family }) => family === "ipv6"),
    ].map(({ text }) => `${text.split("/")[0] ?? ""} `);
    return printed(`${texts.join("")}\n`);
  },
};
