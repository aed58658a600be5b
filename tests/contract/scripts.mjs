/* What a script uses that some browser of the contract does not know: syntax, patterns, objects and their members. */
import { createRequire } from "node:module";
import { data, unknownTo } from "./support.mjs";

const require = createRequire(new URL("../node/package.json", import.meta.url));
const { parse } = require("acorn");
const walk = require("acorn-walk");
const SYNTAX = 2018;
const BUILTINS = data.javascript.builtins;
const API = data.api;
const LOOKBEHIND = /\(\?<[=!]/; // Safari knows it since 16.4, and refuses the whole script before

/* `ignored` has by name, such as ".speak", why the script may use it. */
export function findingsOfScript(text, browsers, ignored = {}) {
  let tree;
  try {
    tree = parse(text, { ecmaVersion: SYNTAX, sourceType: "script", locations: true });
  } catch (error) {
    return [`${error.message.replace(/\s*\((\d+):\d+\)$/, (_, line) => `，在：${lineOf(text, Number(line))}`)}`];
  }
  const found = [];
  const say = (node, what, unknown) => {
    if (!(what in ignored)) found.push(`${what}（${unknown.join("、")}）：${lineOf(text, node.loc.start.line)}`);
  };
  const { own, made } = namesOf(tree);
  walk.full(tree, (node) => {
    if (node.type === "Literal" && node.regex && LOOKBEHIND.test(node.regex.pattern)) say(node, "(?<=…)", ["safari 16.4"]);
    if (node.type === "Literal" && typeof node.value === "string" && LOOKBEHIND.test(node.value)) say(node, "(?<=…)", ["safari 16.4"]);
    if (node.type === "TemplateElement" && LOOKBEHIND.test(node.value.raw)) say(node, "(?<=…)", ["safari 16.4"]);
    if (["NewExpression", "CallExpression"].includes(node.type) && node.callee.type === "Identifier") {
      const unknown = unknownTo(globalNamed(node.callee.name), browsers);
      if (unknown && unknown.length) say(node, node.callee.name, unknown);
    }
    if (node.type === "MemberExpression" && !node.computed) {
      const unknown = memberUnknown(node, own, made, browsers);
      if (unknown.length) say(node, `.${node.property.name}`, unknown);
    }
  });
  return [...new Set(found)];
}

const globalNamed = (name) => BUILTINS[name] || API[name];

/* The members that the script itself gives its objects, and the methods of its classes; and, of its variables, those that hold something new of a known kind. */
function namesOf(tree) {
  const own = { members: new Set(), methods: new Set() };
  const made = new Map();
  walk.full(tree, (node) => {
    if (node.type === "MethodDefinition") own.methods.add(node.key.name);
    if (node.type === "Property" && !node.computed) own.members.add(node.key.name);
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") own.members.add(node.left.property.name);
    if (node.type === "VariableDeclarator" && node.init && node.init.type === "NewExpression") {
      made.set(node.id.name, node.init.callee.name);
    }
  });
  return { own, made };
}

/* The browsers that do not know the member: of the object that is named, or of any that has one so called. */
function memberUnknown(node, own, made, browsers) {
  const { name } = node.property;
  if (node.object.type === "Identifier" && node.object.name === "window") return unknownTo(globalNamed(name), browsers) || [];
  const holder = node.object.type === "Identifier" ? made.get(node.object.name) || node.object.name : "";
  if (/^[A-Z]/.test(holder) && globalNamed(holder)) return unknownTo(globalNamed(holder)[name], browsers) || [];
  if (own.methods.has(name)) return [];
  const builtin = membersNamed(BUILTINS, name);
  const known = builtin.length || own.members.has(name) ? builtin : membersNamed(API, name);
  const answers = known.map((feature) => unknownTo(feature, browsers)).filter(Boolean);
  return answers.length && answers.every((unknown) => unknown.length) ? answers[0] : [];
}

function membersNamed(group, name) {
  return Object.values(group).filter((one) => Object.prototype.hasOwnProperty.call(one, name)).map((one) => one[name]);
}

export function lineOf(text, number) {
  return text.split("\n")[number - 1].trim().slice(0, 100);
}
