// Narrows a table down at once. What can be chosen is read from the plain links, which are shown where no script runs.
// The form stands in the page already, so nothing moves when this script comes.
(function () {
  "use strict";
  const links = document.querySelector(".gk-narrow");
  if (!links) return;
  const here = "here" in links.dataset;
  const list = document.querySelector(".gk-rows");
  const parts = here ? Array.from(list.querySelectorAll(".gk-rows__part"), (part) => [part, Array.from(part.querySelectorAll("tbody tr"))]) : [];
  const asked = new URLSearchParams(location.search);
  const form = document.querySelector(".gk-narrow__form");
  const status = form.querySelector("[role=status]");
  const selects = Array.from(links.querySelectorAll("[data-facet]"), (facet) => {
    const select = form.elements[facet.dataset.facet];
    facet.querySelectorAll("li").forEach((choice, number) => {
      const text = choice.querySelector("a").textContent;
      select.add(new Option(choice.textContent, facet.dataset.facet + number, false, asked.get(select.name) === text));
      select.lastElementChild.dataset.text = text;
    });
    return select;
  });

  function chosen() {
    return selects.filter((select) => select.value);
  }

  function address() {
    const said = String(new URLSearchParams(chosen().map((select) => [select.name, select.selectedOptions[0].dataset.text])));
    return said ? "?" + said : "";
  }

  function narrow() {
    const marks = chosen().map((select) => select.value);
    let [count, all] = [0, 0];
    for (const [part, rows] of parts) {
      const fitting = rows.filter((row) => {
        const own = " " + row.dataset.marks + " ";
        row.hidden = !marks.every((mark) => own.includes(" " + mark + " "));
        return !row.hidden;
      }).length;
      part.hidden = marks.length > 0 && !fitting && part !== parts[0][0]; // the first has the head of them all
      part.style.setProperty("--gk-rows-shown", fitting);
      count += fitting;
      all += rows.length;
    }
    list.classList.toggle("gk-rows--narrowed", marks.length > 0);
    status.textContent = marks.length ? "符合条件的有" + count + "条，共" + all + "条" : "";
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

  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  form.hidden = false;
  if (here) narrow();
})();
