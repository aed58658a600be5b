/* Reads {browsers, scripts, styles, ignored} from its input, and gives for each name what some browser of the contract does not know. */
import { readFileSync } from "node:fs";
import { findingsOfScript } from "./scripts.mjs";
import { findingsOfStyle } from "./styles.mjs";

const { browsers, scripts = {}, styles = {}, ignored = {} } = JSON.parse(readFileSync(0, "utf-8"));
const found = {};
for (const [name, text] of Object.entries(scripts)) found[name] = findingsOfScript(text, browsers, ignored);
for (const [name, text] of Object.entries(styles)) found[name] = findingsOfStyle(text, browsers, ignored);
console.log(JSON.stringify(found));
