import { writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { findCases } from "./case-folder.js";
import { OWN_PACK } from "./own-cases.js";

/**
 * `node --import tsx test/conformance/kube-proxy/pack.ts DIR`: packs the cases of a folder laid out like the shared one
 * that are not kube-proxy's own tests, and the tables, into the project's own set.
 */
const [root = "../shared/vectors/kube-proxy"] = process.argv.slice(2);
const cases = findCases(root).filter(({ name }) => /\/own\/|^unit\//.test(name));
const packed = Object.fromEntries(
  cases.map(({ name, files, read }) => [
    name,
    Object.fromEntries(files.map((file) => [file, read(file)])),
  ]),
);
const text = Buffer.from(JSON.stringify(packed));
const bytes = brotliCompressSync(text, {
  params: {
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  },
});
writeFileSync(OWN_PACK, bytes);
console.log(`${cases.length} cases, ${text.length} bytes in ${bytes.length}`);
