import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { OWN_PACK, SHARED } from "./find-cases.js";
import { filesUnder } from "./vector-file.js";

/**
 * `node --import tsx test/conformance/coredns/pack.ts DIR`: packs the cases of a folder laid out like the shared one whose
 * input was invented for it into the project's own set. What stems from tests or documentation of other projects stays there.
 */
const [root = SHARED] = process.argv.slice(2);

/** How the origin of invented input begins, where a file has others too. */
const INVENTED = /^(run through|generated|output of)/;

/** Files of invented input alone. */
const WHOLE = /^(coredns\/[^/]+|resolver\/walks)\.json$/;

/** Lists in which each entry says where it comes from. */
const MIXED = /^(corefile\/(lexer|keys|parse)|migration\/cases|kubelet\/pod_dns)\.json$/;

const packed: Record<string, string> = {};
let count = 0;
for (const file of filesUnder(root)) {
  const read: unknown = JSON.parse(file.read());
  if (WHOLE.test(file.path)) packed[file.path] = JSON.stringify(read);
  else if (MIXED.test(file.path)) {
    const entries = read as readonly { readonly origin?: string }[];
    const own = entries.filter(({ origin = "" }) => INVENTED.test(origin));
    packed[file.path] = JSON.stringify(own);
  } else continue;
  count++;
}
const worlds = join("coredns", "worlds");
for (const name of readdirSync(join(root, worlds)))
  packed[join(worlds, name)] = readFileSync(join(root, worlds, name), "utf8");
const text = Buffer.from(JSON.stringify(packed));
const bytes = brotliCompressSync(text, {
  params: {
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  },
});
writeFileSync(OWN_PACK, bytes);
console.log(`${count} files, ${text.length} bytes in ${bytes.length}`);
