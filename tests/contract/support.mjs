/* Since which version browsers know a feature, from MDN's data; and whether that is old enough for the contract. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, "../node/node_modules/@mdn/browser-compat-data/data.json");
export const data = JSON.parse(readFileSync(DATA, "utf-8"));

/* The oldest version, of those statements, in which the feature stands without a prefix, a flag or half of it missing. */
function since(statements) {
  const whole = [statements].flat().filter((one) => one && one.version_added && one.version_added !== "preview"
    && !one.prefix && !one.alternative_name && !one.flags);
  const versions = whole.map((one) => parseFloat(String(one.version_added).replace("≤", "")));
  return versions.length ? Math.min(...versions) : Infinity;
}

/* The browsers, of the contract's, that do not know the feature: ["chrome 92", …]. Null where the data say nothing of it. */
export function unknownTo(feature, browsers) {
  const support = feature && feature.__compat && feature.__compat.support;
  if (!support) return null;
  return Object.entries(browsers)
    .filter(([name, version]) => since(support[name]) > version)
    .map(([name]) => `${name} ${since(support[name]) === Infinity ? "—" : since(support[name])}`);
}
