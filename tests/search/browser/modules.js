/* The modules of the search for tests, put together as src/gongkai/html/assets.py does for browsers. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/* The package whose modules are tested; a broken copy of it, where its tests are to be seen to fail. */
const PACKAGE = process.env.GONGKAI_PACKAGE || join(__dirname, "../../../src/gongkai");
const LIST = join(PACKAGE, "html/components/search/page.yml");
const FILES = readFileSync(LIST, "utf-8").split("\n").filter((line) => line.startsWith("- ")).map((line) => line.slice(2));
const SCRIPTS = FILES.map((file) => readFileSync(join(PACKAGE, file), "utf-8"));

/* Every module by its name. `surroundings` is what a browser would have: document, window, location, history, FormData.
   The page starts only where these hold a search box. */
function loaded(surroundings = {}) {
  const given = { document: { querySelector: () => null }, ...surroundings };
  const script = ['"use strict";', "const modules = {};", ...SCRIPTS, "return modules;"].join("\n");
  return new Function(...Object.keys(given), script)(...Object.values(given));
}

module.exports = { loaded };
