// Helps with the application form: which agency, what is missing, a file to keep, paper. Nothing is sent, and nothing is kept
// but the file that the reader asks for.
(function () {
  "use strict";
  const INDENT = "　　";
  const form = document.querySelector(".gk-apply");
  const status = form.querySelector(".gk-apply__status");
  const contact = form.querySelector(".gk-apply__contact");
  const agency = form.elements.agency;
  const description = form.elements.description;
  const title = form.getAttribute("aria-label");
  const ROWS = description.rows;
  const applicants = Array.from(form.querySelectorAll("[data-applicant]"));
  const offices = Array.from(form.querySelectorAll("datalist option"));
  const asked = new URLSearchParams(location.search);

  function fields() {
    return Array.from(form.querySelectorAll("[data-field]"));
  }

  function isAsked(field) {
    return !field.closest("[hidden]");
  }

  function controls(field) {
    return Array.from(field.querySelectorAll("input, textarea"));
  }

  function valueOf(field) {
    const own = controls(field);
    if (own[0].type !== "radio") return own[0].value.trim();
    const ticked = own.find((control) => control.checked);
    return ticked ? ticked.value : "";
  }

  function fill(field, value) {
    controls(field).forEach((control) => {
      if (control.type === "radio") control.checked = control.value === value;
      else control.value = value;
    });
  }

  // What is typed stands a second time beside its field, for paper: a field cuts off what is longer than itself.
  function copy(field) {
    field.dataset.value = valueOf(field);
  }

  function refresh() {
    const chosen = form.elements.applicant.value;
    applicants.forEach((group) => {
      group.hidden = group.dataset.applicant !== chosen;
    });
    fields().forEach(copy);
    const office = offices.find((option) => option.value === agency.value.trim());
    const said = (office && office.dataset.contact) || "";
    if (contact.textContent !== said) contact.textContent = said;
    const rows = Math.max(ROWS, description.value.split("\n").length + 1);
    if (description.rows !== rows) description.rows = rows;
  }

  function needed(field) {
    if ("required" in field.dataset) return true;
    return Boolean(form.querySelector('input:checked[data-needs="' + field.dataset.field + '"]'));
  }

  function wrongIn(field) {
    const value = valueOf(field);
    if (!value) return needed(field) ? field.dataset.label + "没有填" : "";
    const pattern = controls(field)[0].pattern;
    return pattern && !new RegExp("^(?:" + pattern + ")$").test(value) ? field.dataset.label + field.dataset.looks : "";
  }

  function tell(lines) {
    status.textContent = "";
    if (!lines.length) return;
    const list = document.createElement("ul");
    lines.forEach(([text, field]) => {
      const line = document.createElement("li");
      const link = document.createElement(field ? "a" : "span");
      link.textContent = text;
      if (field) link.href = "#apply-" + field.dataset.field;
      line.append(link);
      list.append(line);
    });
    status.append(list);
  }

  function isRight() {
    const wrong = [];
    fields().forEach((field) => {
      const said = isAsked(field) ? wrongIn(field) : "";
      controls(field).forEach((control) => {
        if (control.type !== "radio") control.setAttribute("aria-invalid", String(Boolean(said)));
      });
      if (said) wrong.push([said, field]);
    });
    tell(wrong);
    if (wrong.length) status.focus();
    return !wrong.length;
  }

  function written() {
    const parts = [title, "这份文件由申请人存在自己的电脑、手机上，没有提交给任何机关。"];
    fields().filter(isAsked).forEach((field) => {
      const value = valueOf(field);
      if (value) parts.push("【" + field.dataset.label + "】", ...value.split("\n").map((line) => INDENT + line));
    });
    return parts.join("\n") + "\n";
  }

  // The values in such a file by label; null for a file that is none of ours.
  function readBack(text) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    if (lines[0] !== title) return null;
    const found = new Map();
    let label = "";
    lines.forEach((line) => {
      const opened = /^【(.+)】$/.exec(line);
      if (opened) label = opened[1];
      else if (label && line.startsWith(INDENT)) found.set(label, found.has(label) ? found.get(label) + "\n" + line.slice(2) : line.slice(2));
    });
    return found;
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\uFEFF" + written()], { type: "text/plain" }));
    link.download = title + ".txt";
    form.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    tell([["已经存成一个文本文件，在浏览器的下载里。里面有个人信息，不用时请删去。"]]);
  }

  function open(text) {
    const found = readBack(text);
    if (!found) return tell([["这个文件不是在本页存下的，没有打开。"]]);
    fields().forEach((field) => fill(field, found.get(field.dataset.label) || ""));
    const group = applicants.find((each) => Array.from(each.querySelectorAll("[data-field]")).some(valueOf));
    if (group) form.elements.applicant.value = group.dataset.applicant;
    refresh();
    tell([["已经照文件填好。"]]);
  }

  function clear() {
    form.reset();
    refresh();
    tell([["已经清空。"]]);
  }

  const acts = {
    print: () => isRight() && window.print(),
    save,
    clear,
  };
  form.querySelectorAll("[data-act]").forEach((button) => button.addEventListener("click", acts[button.dataset.act]));
  form.querySelector("[type=file]").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => open(reader.result);
    reader.readAsText(file);
    event.target.value = "";
  });
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  const office = offices.find((option) => option.dataset.id === asked.get("jigou"));
  if (office) agency.value = office.value;
  if (asked.get("nr")) description.value = asked.get("nr");
  if (asked.get("syh")) form.elements.index_number.value = asked.get("syh");
  form.querySelectorAll("[data-scripted]").forEach((part) => {
    part.hidden = false;
  });
  form.querySelector("[data-unscripted]").hidden = true;
  form.dataset.ready = "";
  refresh();
})();
