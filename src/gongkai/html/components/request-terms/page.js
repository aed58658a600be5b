// Works out on which day each term of a request is up. Terms and days off are read from the tables that stand in the page.
// Days are counted in universal time, where each has the same length.
(function () {
  "use strict";
  const LENGTH = 86400000;
  const WEEK = "日一二三四五六";
  const root = document.querySelector(".gk-terms");
  const inputs = Array.from(root.querySelectorAll("input"));
  const rows = Array.from(root.querySelectorAll("[data-term]"));
  const status = root.querySelector("[role=status]");
  const caption = document.getElementById("terms-caption");
  const example = root.querySelector("[data-example]");
  const years = new Set();
  const off = new Map();
  const work = new Set();
  root.querySelectorAll("[data-year]").forEach((row) => {
    years.add(Number(row.dataset.year));
    row.querySelectorAll("[data-off] time").forEach((day) => off.set(day.dateTime, day.dataset.name || ""));
    row.querySelectorAll("[data-work] time").forEach((day) => work.add(day.dateTime));
  });

  function iso(day) {
    return new Date(day).toISOString().slice(0, 10);
  }

  function yearOf(day) {
    return new Date(day).getUTCFullYear();
  }

  function weekday(day) {
    return new Date(day).getUTCDay();
  }

  function isOff(day) {
    const name = iso(day);
    return !work.has(name) && (off.has(name) || weekday(day) % 6 === 0);
  }

  function short(day) {
    const date = new Date(day);
    return date.getUTCMonth() + 1 + "月" + date.getUTCDate() + "日";
  }

  function chinese(day) {
    return yearOf(day) + "年" + short(day);
  }

  // The last of so many working days after the start, with the days off between, and weekends worked.
  function afterWorkdays(start, number) {
    const skipped = [];
    const worked = [];
    let day = start;
    while (number) {
      day += LENGTH;
      if (isOff(day)) {
        skipped.push(day);
      } else {
        if (work.has(iso(day))) worked.push(day);
        number -= 1;
      }
    }
    return { day, skipped, worked };
  }

  function afterMonths(start, number) {
    const date = new Date(start);
    const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + number, 1);
    const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + number + 1, 0)).getUTCDate();
    return first + (Math.min(date.getUTCDate(), days) - 1) * LENGTH;
  }

  function nextWorkday(day) {
    while (isOff(day)) day += LENGTH;
    return day;
  }

  function unknown(start, end) {
    const found = [];
    for (let year = yearOf(start); year <= yearOf(end); year += 1) if (!years.has(year)) found.push(year);
    return found;
  }

  function deadline(row, begun) {
    const number = Number(row.dataset.number);
    const before = row.dataset.after ? rows.find((other) => other.dataset.term === row.dataset.after) : null;
    const start = before ? deadline(before, begun).day : begun;
    if (row.dataset.unit === "workday") {
      const found = afterWorkdays(start, number);
      return { ...found, moved: found.day, unknown: unknown(begun, found.day) };
    }
    const day = row.dataset.unit === "day" ? start + number * LENGTH : afterMonths(start, number);
    const moved = nextWorkday(day);
    return { day, moved, skipped: [], worked: [], unknown: unknown(day, moved) };
  }

  function named(day) {
    return short(day) + "（" + (off.get(iso(day)) || (weekday(day) % 6 ? "放假" : "星期" + WEEK[weekday(day)])) + "）";
  }

  function lines(found) {
    const said = [];
    if (found.moved !== found.day) said.push(chinese(found.day) + "放假，顺延。");
    if (found.unknown.length) said.push("暂定：" + found.unknown.join("、") + "年的放假通知不在本站的数据里，只去掉了周末。");
    if (found.skipped.length) said.push("不算的" + found.skipped.length + "天：" + found.skipped.map(named).join("、") + "。");
    if (found.worked.length) said.push("周末上班、算工作日的：" + found.worked.map(short).join("、") + "。");
    return said;
  }

  function paragraph(...content) {
    const made = document.createElement("p");
    made.append(...content);
    return made;
  }

  function show(row, begun) {
    const cell = row.querySelector("[data-result]");
    cell.textContent = begun === null ? "没有填日子" : "";
    if (begun === null) return;
    const found = deadline(row, begun);
    const time = document.createElement("time");
    time.dateTime = iso(found.moved);
    time.textContent = chinese(found.moved) + "，星期" + WEEK[weekday(found.moved)];
    const strong = document.createElement("strong");
    strong.append(time);
    cell.append(paragraph(strong), ...lines(found).map((line) => paragraph(line)));
  }

  // A browser without fields for days gives whatever was typed.
  function dayOf(input) {
    const parts = /^\s*(\d{4})\D(\d{1,2})\D(\d{1,2})\D*$/.exec(input.value);
    if (!parts) return null;
    const [year, month, date] = parts.slice(1).map(Number);
    const day = Date.UTC(year, month - 1, date);
    const name = iso(day);
    const real = new Date(day).getUTCMonth() === month - 1;
    return real && name >= input.min && name <= input.max ? day : null;
  }

  function wrong(input, day) {
    const typed = input.value.trim() || (input.validity && input.validity.badInput);
    return Boolean(typed) && day === null;
  }

  function compute() {
    const days = {};
    const said = [];
    inputs.forEach((input) => {
      const day = dayOf(input);
      const name = input.parentElement.textContent.trim();
      input.setAttribute("aria-invalid", String(wrong(input, day)));
      if (wrong(input, day)) said.push(name + "不是日期，应像 2026-03-02，从" + input.min + "到" + input.max + "。");
      days[input.name] = day;
    });
    rows.forEach((row) => show(row, days[row.dataset.starts]));
    const answer = rows.find((row) => row.dataset.term === "answer");
    if (days[answer.dataset.starts] !== null) said.push("答复期限：" + answer.querySelector("time").textContent + "。各项在下面的表里。");
    else if (!said.length && inputs.some((input) => days[input.name] !== null)) said.push("算出来的日子在下面的表里。");
    caption.textContent = "依申请公开的各项期限，按填写的日子计算";
    example.textContent = "没有填日子的，那一项不计算。";
    status.textContent = said.join("");
  }

  inputs.forEach((input) => input.addEventListener("input", compute));
  root.querySelector("[data-scripted]").hidden = false;
})();
