/* 复制链接: the address of a section, of a table's row or cell, to be cited. A heading has a link of its own, which is seen when it is
   pointed at or focused. The rows share one, for the mouse alone; a table has one button, which opens the choice of row and
   column for everybody. Where nothing may be copied, the address stands in a field, selected. */
(function () {
  "use strict";
  var main = document.querySelector("main");
  if (!main) return;
  var COPY = "复制链接";
  var status = null; // a page in which nothing was copied has nothing more to say

  function make(name, of, text) {
    var element = document.createElement(name);
    element.className = of;
    element.textContent = text;
    return element;
  }
  function each(list, use) {
    Array.prototype.forEach.call(list, use);
  }
  function text(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }
  /* The address that stays, where it is known, and not that of a preview. */
  function address(id) {
    var official = document.querySelector('link[rel="canonical"]');
    return (official ? official.href : location.href.replace(/[?#].*/, "")) + "#" + encodeURI(id);
  }
  function selectedIn(field) {
    field.focus();
    field.select();
    try {
      return document.execCommand("copy");
    } catch (error) {
      return false;
    }
  }
  function copiedFrom(words) {
    var field = make("textarea", "gk-unseen", "");
    var before = document.activeElement;
    field.value = words;
    document.body.appendChild(field);
    var done = selectedIn(field);
    document.body.removeChild(field);
    if (before && before.focus) before.focus();
    return done;
  }
  function copy(words, told) {
    if (!navigator.clipboard || !window.isSecureContext) return told(copiedFrom(words));
    navigator.clipboard.writeText(words).then(
      function () { told(true); },
      function () { told(copiedFrom(words)); }
    );
  }
  function say(words) {
    if (!status) {
      status = make("p", "gk-unseen", "");
      status.setAttribute("role", "status");
      document.body.appendChild(status);
    }
    status.textContent = "";
    setTimeout(function () { status.textContent = words; }, 100);
  }

  /* A link that copies where it leads. Its words are drawn by the style, so that nobody reads them as part of the heading. */
  function linkTo(id) {
    var link = document.createElement("a");
    link.className = "gk-place-link";
    link.href = "#" + encodeURI(id);
    link.addEventListener("click", function (event) {
      event.preventDefault();
      copy(address(decodeURI(link.getAttribute("href").slice(1))), function (done) {
        if (!done) {
          location.hash = link.getAttribute("href");
          return say("没能复制；这一处的网址已在地址栏里");
        }
        link.classList.add("gk-place-link--done");
        say("链接已复制");
        setTimeout(function () { link.classList.remove("gk-place-link--done"); }, 2500);
      });
    });
    return link;
  }
  each(main.querySelectorAll("h2[id], h3[id]"), function (heading) {
    if (heading.closest("nav, .gk-parts, form")) return;
    var link = linkTo(heading.id);
    link.setAttribute("aria-label", COPY);
    heading.appendChild(link);
  });

  var ofRows = linkTo("");
  ofRows.tabIndex = -1;
  ofRows.setAttribute("aria-hidden", "true");
  function headOf(row) {
    var heads = row.querySelectorAll("th[scope='row'][id]");
    return heads[heads.length - 1];
  }
  main.addEventListener("mouseover", function (event) {
    var row = event.target.closest && event.target.closest(".gk-grid tbody tr");
    var head = row && headOf(row);
    if (!head || head.contains(ofRows)) return;
    if (ofRows.parentNode) ofRows.parentNode.classList.remove("gk-pointed");
    head.classList.add("gk-pointed");
    ofRows.href = "#" + encodeURI(head.id);
    head.appendChild(ofRows);
  });

  /* The choice of row and column. */
  function headsOf(cell, scope) {
    return (cell.getAttribute("headers") || "").split(" ").map(function (id) {
      return document.getElementById(id);
    }).filter(function (head) {
      return head && head.scope === scope;
    });
  }
  /* Without the marks of notes and corrections. */
  function nameOf(head) {
    var own = head.cloneNode(true);
    each(own.querySelectorAll(".gk-ref"), function (mark) { mark.parentNode.removeChild(mark); });
    return text(own);
  }
  function named(heads) {
    return heads.map(nameOf).join(" › ");
  }
  function labelled(name, field) {
    field.setAttribute("aria-label", name);
    var label = make("label", "", name);
    label.appendChild(field);
    return label;
  }
  function fill(select, entries) {
    select.textContent = "";
    entries.forEach(function (entry) {
      var option = make("option", "", entry.name);
      option.value = entry.id;
      select.appendChild(option);
    });
  }
  function rowsOf(table) {
    return Array.prototype.filter.call(table.tBodies[0].rows, headOf);
  }
  function panelOf(table) {
    var panel = make("div", "gk-place__panel", "");
    var rows = make("select", "", "");
    var columns = make("select", "", "");
    var field = make("input", "", "");
    var button = make("button", "", COPY);
    var all = rowsOf(table);
    field.readOnly = true;
    button.type = "button";
    fill(rows, all.map(function (row) {
      return { id: headOf(row).id, name: named(headsOf(headOf(row), "row").concat(headOf(row))) };
    }));
    function cells() {
      return all[rows.selectedIndex].querySelectorAll("td[id]");
    }
    function show() {
      field.value = address(columns.value);
      each(table.querySelectorAll(".gk-chosen"), function (one) { one.classList.remove("gk-chosen"); });
      document.getElementById(columns.value).classList.add("gk-chosen");
    }
    function showRow() {
      fill(columns, [{ id: rows.value, name: "整行" }].concat(Array.prototype.map.call(cells(), function (cell) {
        return { id: cell.id, name: named(headsOf(cell, "col")) };
      })));
      show();
    }
    rows.addEventListener("change", showRow);
    columns.addEventListener("change", show);
    table.addEventListener("click", function (event) {
      var row = panel.hidden ? null : event.target.closest("tbody tr");
      var cell = event.target.closest("td[id]");
      if (!row || event.target.closest("a") || all.indexOf(row) < 0) return;
      rows.selectedIndex = all.indexOf(row);
      showRow();
      if (cell) columns.value = cell.id;
      show();
    });
    button.addEventListener("click", function () {
      copy(field.value, function (done) {
        if (!done) selectedIn(field);
        button.textContent = done ? "已复制" : "请按 Ctrl+C 复制";
        say(done ? "链接已复制" : "没能复制；网址已选中，请按 Ctrl+C");
        setTimeout(function () { button.textContent = COPY; }, 2500);
      });
    });
    var link = labelled("链接", field);
    link.className = "gk-place__link";
    [labelled("行", rows), labelled("列", columns), link, button].forEach(function (part) {
      panel.appendChild(part);
    });
    panel.show = showRow;
    return panel;
  }
  each(main.querySelectorAll(".gk-grid"), function (table) {
    var place = table.closest(".gk-table");
    if (!place || !table.tBodies.length || !rowsOf(table).length) return;
    var last = place.lastElementChild; // a figure's caption stays the last thing in it
    var caption = last && last.tagName === "FIGCAPTION" ? last : null;
    var button = make("button", "gk-place", "复制表内链接");
    var panel = null;
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    if (table.caption) button.setAttribute("aria-label", "复制表内链接：" + text(table.caption));
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") !== "true";
      if (!panel) {
        panel = panelOf(table);
        place.insertBefore(panel, caption);
      }
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (open) {
        panel.show();
        panel.querySelector("select").focus();
      } else each(table.querySelectorAll(".gk-chosen"), function (one) { one.classList.remove("gk-chosen"); });
    });
    place.insertBefore(button, caption);
  });
})();
