// Compares any two reports: reads each agency's lishi.json from this site and fills the table that stands in the page.
(function () {
  "use strict";
  const MINUS = "\u2212";
  const root = document.querySelector("[data-scripted]");
  const form = root.querySelector("form");
  const sides = Array.from(form.querySelectorAll("fieldset"));
  const status = root.querySelector("[role=status]");
  const frame = root.querySelector(".gk-table");

  function fillYears(side) {
    const chosen = side.querySelector("[name=agency]").selectedOptions[0];
    const years = side.querySelector("[name=year]");
    const before = years.value;
    years.textContent = "";
    years.append(...chosen.dataset.years.split(" ").map((year) => new Option(year + "年", year)));
    if (Array.from(years.options).some((option) => option.value === before)) years.value = before;
  }

  async function read(side) {
    const chosen = side.querySelector("[name=agency]").selectedOptions[0];
    const year = side.querySelector("[name=year]").value;
    const answer = await fetch(chosen.dataset.file);
    if (!answer.ok) throw new Error(answer.status);
    const agency = await answer.json();
    return { name: chosen.text + " " + year + "年", ...agency.years[year], breaks: agency.breaks };
  }

  function shown(figure) {
    return String(figure).replace("-", MINUS);
  }

  function difference(one, other) {
    const value = Number((other - one).toFixed(6));
    return value > 0 ? "+" + shown(value) : shown(value);
  }

  function fill(row, one, other) {
    const id = row.dataset.concept;
    const cells = row.querySelectorAll("td");
    const figures = [one.figures[id], other.figures[id]];
    const gaps = [one.gaps[id], other.gaps[id]];
    const newer = one.format > other.format ? one.format : other.format;
    const changed = one.format !== other.format && (one.breaks[id] || {})[newer];
    figures.forEach((figure, side) => {
      cells[side].textContent = gaps[side] ? gaps[side].gap : shown(figure);
      cells[side].classList.toggle("gk-cross__gap", Boolean(gaps[side]));
    });
    const comparable = !gaps[0] && !gaps[1] && !changed;
    cells[2].textContent = comparable ? difference(...figures) : "不能相比";
    cells[2].classList.toggle("gk-cross__gap", !comparable);
    const reasons = gaps.filter(Boolean).map((gap) => gap.gap + "：" + gap.reason);
    [one, other].forEach((side) => {
      if (side.printed && side.printed[id]) reasons.push(side.printed[id]);
    });
    if (changed) reasons.push("口径有变：" + changed);
    cells[3].textContent = Array.from(new Set(reasons)).join("；") || "—";
  }

  async function compare() {
    status.textContent = "正在读取两份报告的数…";
    let reports;
    try {
      reports = await Promise.all(sides.map(read));
    } catch (error) {
      return fail("没有读到数据，不能比较。请检查网络；从本机文件打开的页面不能比较，请用下面的页面。");
    }
    try {
      const [one, other] = reports;
      root.querySelectorAll("tbody tr").forEach((row) => fill(row, one, other));
      document.getElementById("pair-c1").textContent = "报告一：" + one.name;
      document.getElementById("pair-c2").textContent = "报告二：" + other.name;
      document.getElementById("pair-caption").textContent = one.name + "与" + other.name;
      frame.hidden = false;
      status.textContent = "已比较" + one.name + "与" + other.name + "，表在下面。";
    } catch (error) {
      fail("比较没有运行成功，请用下面的页面，或者换一个较新的浏览器再试。");
      throw error;
    }
  }

  function fail(reason) {
    frame.hidden = true;
    status.textContent = reason;
  }

  sides.forEach((side) => {
    fillYears(side);
    side.querySelector("[name=agency]").addEventListener("change", () => fillYears(side));
  });
  const second = sides[1].querySelector("[name=year]");
  if (second.options.length > 1) {
    sides[0].querySelector("[name=year]").selectedIndex = 1; // the year before beside the newest
  } else if (form.querySelector("[name=agency]").options.length > 1) {
    sides[1].querySelector("[name=agency]").selectedIndex = 1;
    fillYears(sides[1]);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  document.querySelector("[data-unscripted]").hidden = true;
  root.hidden = false;
})();
