/* Unpacks the browser of a package into a folder: node unpack.mjs PACKAGE FOLDER. Its parts are packed each by itself. */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const [from, to] = process.argv.slice(2);
for (const name of readdirSync(join(from, "bin"))) {
  const content = brotliDecompressSync(readFileSync(join(from, "bin", name)));
  if (name.endsWith(".tar.br")) execFileSync("tar", ["xf", "-", "-C", to], { input: content });
  else writeFileSync(join(to, "chromium"), content, { mode: 0o755 });
}
