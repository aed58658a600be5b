// Narrows a table down at once. What can be chosen is read from the plain links, which stay as they are without this script.
(function () {
  "use strict";
  const links = document.querySelector(".gk-narrow");
  if (!links) return;
  const here = "here" in links.dataset;
  const rows = here ? Array.from(document.querySelectorAll(".gk-rows tbody tr")) : [];
  const asked = new URLSearchParams(location.search);
  const form = document.createElement("form");
  const status = document.createElement("p");
  const selects = Array.from(links.querySelectorAll("[data-facet]"), (facet) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = facet.dataset.facet;
    select.add(new Option("全部", ""));
    facet.querySelectorAll("li").forEach((choice, number) => {
      const text = choice.querySelector("a").textContent;
      select.add(new Option(choice.textContent, facet.dataset.facet + number, false, asked.get(select.name) === text));
      select.lastElementChild.dataset.text = text;
    });
    label.append(facet.querySelector("h2").textContent, select);
    form.append(label);
    return select;
  });

  function chosen() {
    return selects.filter((select) => select.value);
  }

  function address() {
    const said = new URLSearchParams(chosen().map((select) => [select.name, select.selectedOptions[0].dataset.text]));
    return said.size ? "?" + said : "";
  }

  function narrow() {
    const marks = chosen().map((select) => select.value);
    let count = 0;
    for (const row of rows) {
      const own = " " + row.dataset.marks + " ";
      const fits = marks.every((mark) => own.includes(" " + mark + " "));
      row.hidden = !fits;
      count += fits;
    }
    status.textContent = marks.length ? "符合条件的有" + count + "条，共" + rows.length + "条" : "";
  }

  function changed() {
    if (here) {
      narrow();
      history.replaceState(null, "", address() || location.pathname);
    } else if (links.dataset.whole) {
      location.assign(links.dataset.whole + address());
    } else if (chosen().length) {
      const select = chosen()[0];
      const facet = links.querySelector("[data-facet='" + select.name + "']");
      location.assign(facet.querySelectorAll("a")[select.selectedIndex - 1].href);
    }
  }

  const reset = document.createElement("button");
  reset.type = "reset";
  reset.textContent = "清除条件";
  form.append(reset, status);
  form.className = "gk-narrow__form";
  form.setAttribute("aria-label", "筛选");
  status.className = "gk-narrow__status";
  status.setAttribute("role", "status");
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  links.before(form);
  links.hidden = true;
  if (here) narrow();
})();
