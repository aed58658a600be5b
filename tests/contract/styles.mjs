/* What a style sheet uses that some browser of the contract does not know and would leave out: properties, values, functions,
   selectors, rules. What stands inside @supports is asked for there; a media feature that is not known leaves its rules out. */
import { createRequire } from "node:module";
import { data, unknownTo } from "./support.mjs";
import { lineOf } from "./scripts.mjs";

const require = createRequire(new URL("../node/package.json", import.meta.url));
const { generate, parse, walk } = require("css-tree");
const { properties, selectors, types } = data.css;
const AT_RULES = data.css["at-rules"];
const NEW_UNITS = /^([sld]v(w|h|i|b|min|max)|cq(w|h|i|b|min|max)|[cl]h|rlh|v[ib])$/;

/* `ignored` has by name, such as "text-wrap" or ":focus-visible", why a page holds without it. */
export function findingsOfStyle(text, browsers, ignored) {
  const found = [];
  const say = (node, name, unknown) => {
    if (!(name in ignored)) found.push(`${name}（${unknown.join("、")}）：${lineOf(text, node.loc.start.line)}`);
  };
  const ask = (node, name, feature) => {
    const unknown = unknownTo(feature, browsers);
    if (unknown && unknown.length) say(node, name, unknown);
  };
  const rules = []; // that the node stands in
  const tree = parse(text, { positions: true, parseCustomProperty: true });
  const answered = answersFor(tree);
  const asked = []; // at-rules that ask the browser whether it knows something
  walk(tree, {
    enter(node) { // with the walk as `this`
      if (node.type === "Atrule" && node.name === "supports") asked.push(node);
      if (asked.length) return;
      if (node.type === "Atrule") ask(node, `@${node.name}`, AT_RULES[node.name]);
      if (node.type === "FeatureRange") say(node, "@media (a < b)", ["chrome 104"]);
      if (node.type === "NestingSelector" || (node.type === "Raw" && rules.length && !this.declaration)) say(node, "a { b { } }", ["chrome 112"]);
      if (node.type === "Rule") rules.push(node);
      if (node.type === "PseudoClassSelector") askPseudo(node, this.rule, ask);
      if (node.type === "PseudoElementSelector" && node.name[0] !== "-") {
        ask(node, `::${node.name}${amongOthers(node, this.rule)}`, selectors[node.name]);
      }
      if (node.type === "Rule") askFlexGap(node, answered, ask);
      if (node.type === "Declaration") askDeclaration(node, this, answered, ask, say);
    },
    leave(node) {
      if (node === asked[asked.length - 1]) asked.pop();
      if (node === rules[rules.length - 1]) rules.pop();
    },
  });
  return [...new Set(found)];
}

/* One selector that is not known leaves out the whole list that it stands in. */
function amongOthers(node, rule) {
  const all = rule.prelude.children.toArray();
  return all.every((one) => generate(one).includes(`:${node.name}`)) ? "" : ", …";
}

function askPseudo(node, rule, ask) {
  const feature = selectors[node.name];
  ask(node, `:${node.name}${amongOthers(node, rule)}`, feature);
  const inside = node.children && node.children.first && node.children.first.type === "SelectorList" ? node.children.first : null;
  const several = inside && (inside.children.size > 1 || inside.children.some((one) => one.children.some((part) => part.type === "Combinator")));
  if (node.name === "not" && several) ask(node, ":not(a, b)", feature.selector_list);
}

/* For which selectors a sheet says, with @supports not, what holds instead. */
function answersFor(tree) {
  const found = new Set();
  walk(tree, function visit(node) {
    if (node.type !== "Rule" || !this.atrule || this.atrule.name !== "supports") return;
    const condition = generate(this.atrule.prelude);
    if (condition.startsWith("not")) found.add(`${condition} ${generate(node.prelude)}`);
  });
  return found;
}

const anotherAnswer = (rule, condition, answered) => rule && answered.has(`${condition} ${generate(rule.prelude)}`);

/* gap is older in a grid than in a flexible row. No condition asks for it: inset came to browsers with it or later. */
function askFlexGap(rule, answered, ask) {
  if (anotherAnswer(rule, "not (inset:0)", answered)) return;
  const said = rule.block.children.toArray().filter((node) => node.type === "Declaration");
  const flexible = said.some((node) => node.property === "display" && /flex/.test(generate(node.value)));
  const gap = said.find((node) => ["gap", "row-gap", "column-gap"].includes(node.property));
  if (flexible && gap && !/^0\b\s*0?$/.test(generate(gap.value))) ask(gap, "gap (flex)", properties.gap.flex_context);
}

/* A function that is not known leaves out one declaration: an earlier one of the same property holds then. */
function askDeclaration(node, { rule, block }, answered, ask, say) {
  const property = properties[node.property];
  const earlier = block && block.children.some((one) => one.property === node.property && one.loc.start.offset < node.loc.start.offset);
  if (anotherAnswer(rule, `not (${node.property}:${generate(node.value)})`, answered)) return;
  if (node.property[0] !== "-") ask(node, node.property, property);
  walk(node.value, (part) => {
    if (part.type === "Function" && !(earlier && node.property[0] !== "-")) ask(node, `${part.name}()`, typeNamed(part.name));
    if (part.type === "Dimension" && NEW_UNITS.test(part.unit)) say(node, part.unit, ["chrome 105"]);
    if (part.type === "Identifier" && property && property[part.name]) ask(node, `${node.property}: ${part.name}`, property[part.name]);
  });
}

function typeNamed(name) {
  return types[name] || Object.values(types).map((one) => one[name]).find(Boolean);
}
