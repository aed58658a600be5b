/* Stand-ins for what a browser gives, as far as the search uses it. */
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/* An element. `html` is written as a browser would, so that a text set as text is seen escaped. */
class Element {
  constructor(tag) {
    Object.assign(this, { tag, className: "", childNodes: [], dataset: {}, hidden: false, listeners: {} });
  }

  append(...nodes) {
    this.childNodes.push(...nodes);
  }

  replaceChildren(...nodes) {
    this.childNodes = nodes;
  }

  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  /* What the listener gives. */
  fire(name) {
    return this.listeners[name]({ preventDefault() {} });
  }

  focus() {
    this.focused = true;
  }

  /* `bottom` is where a test says that it ends. */
  getBoundingClientRect() {
    return { bottom: Element.bottom || 0 };
  }

  scrollIntoView() {
    this.broughtIntoView = true;
  }

  contains(node) {
    return this === node || this.children.some((child) => child.contains(node));
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }

  get textContent() {
    return this.childNodes.map((node) => node.textContent ?? String(node)).join("");
  }

  set textContent(text) {
    this.childNodes = [text];
  }

  get html() {
    const content = this.childNodes.map((node) => node.html ?? escaped(String(node))).join("");
    return `<${this.tag}>${content}</${this.tag}>`;
  }

  querySelector(tag) {
    const found = this.children.find((child) => child.tag === tag);
    return found ?? this.children.map((child) => child.querySelector(tag)).find(Boolean) ?? null;
  }
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/* A document whose scripts are given to `fetch` by their address; `fetch` may throw. */
function documentFetching(fetch, box = null) {
  const append = (script) => setImmediate(() => {
    try {
      fetch(script.src);
    } catch {
      return script.onerror();
    }
    script.onload();
  });
  const createElement = (tag) => Object.assign(new Element(tag), { remove() {} });
  return { createElement, head: { append }, querySelector: () => box };
}

/* A document that reads the files of an index from a folder, and calls `receive` for each as a browser calls gongkaiSearch. */
function documentReading(folder, receive) {
  return documentFetching((address) => new Function("gongkaiSearch", readFileSync(join(folder, address), "utf-8"))(receive));
}

module.exports = { Element, documentFetching, documentReading };
