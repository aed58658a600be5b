/* 朗读: a section read by the browser's own Chinese voice, a table row by row, with each header once. Only when asked; nothing is sent. */
(function () {
  "use strict";
  var speech = window.speechSynthesis;
  var main = document.querySelector("main");
  if (!speech || !main || typeof SpeechSynthesisUtterance !== "function") return;
  var READ = "h2, h3, h4, p, li, dt, dd, caption:not([data-search]), tr";
  var reading = null; // the button of the section that is being read

  function voice() {
    return speech.getVoices().find(function (one) {
      return /^(zh|cmn)\b/i.test(one.lang);
    });
  }
  function text(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }
  function headersOf(cell) {
    var row = cell.parentNode;
    if (cell.headers) {
      return cell.headers.split(" ").map(function (id) {
        return document.getElementById(id);
      });
    }
    var own = row.querySelector("th");
    var head = cell.closest("table").tHead;
    return [own, head && head.rows[head.rows.length - 1].cells[cell.cellIndex]].filter(function (one) {
      return one && one !== cell;
    });
  }
  function pathOf(cell, isRow) {
    return headersOf(cell).filter(function (head) { return (head.scope === "row") === isRow; });
  }
  /* Of the headers, from the outermost inwards, those that are others than just now; the last one is always said. */
  function changed(path, before) {
    var same = 0;
    while (same < path.length - 1 && path[same] === before[same]) same += 1;
    return path.slice(same);
  }
  /* Each header once, then only what changes: of the next row what it has of its own, of the next figure its column. */
  function saidOfRow(row) {
    var cells = Array.prototype.slice.call(row.querySelectorAll("td"));
    var above = row.previousElementSibling ? Array.prototype.slice.call(row.previousElementSibling.querySelectorAll("td")) : [];
    var last = above[above.length - 1];
    return cells.map(function (cell, number) {
      var before = number ? cells[number - 1] : last;
      var rows = number ? [] : changed(pathOf(cell, true), last ? pathOf(last, true) : []);
      var columns = changed(pathOf(cell, false), before ? pathOf(before, false) : []);
      return rows.concat(columns).map(text).concat(text(cell) || "空白").join("，");
    }).join("；");
  }
  function said(element) {
    if (element.tagName !== "TR") return text(element);
    return element.closest("thead") ? "" : saidOfRow(element);
  }
  function spoken(words) {
    return words.replace(/[\u2212-](?=\d)/g, "负");
  }
  /* What stands between this heading and the next of its kind, in reading order, nothing twice and nothing hidden. */
  function parts(heading) {
    var all = Array.prototype.slice.call(main.querySelectorAll(READ));
    var rest = all.slice(all.indexOf(heading));
    var end = rest.findIndex(function (element, number) {
      return number > 0 && element.tagName === "H2";
    });
    return (end < 0 ? rest : rest.slice(0, end)).filter(function (element) {
      return element.getClientRects().length && !element.querySelector("p, li") && said(element);
    });
  }
  function stop() {
    if (!reading) return;
    reading.textContent = "朗读";
    reading.setAttribute("aria-label", "朗读：" + reading.dataset.title);
    reading = null;
    speech.cancel();
    mark(null);
  }
  function mark(element) {
    main.querySelectorAll(".gk-reading").forEach(function (one) {
      one.classList.remove("gk-reading");
    });
    if (element) element.classList.add("gk-reading");
  }
  function readOn(button, queue) {
    if (reading !== button) return;
    if (!queue.length) return stop();
    var element = queue[0];
    var words = new SpeechSynthesisUtterance(spoken(said(element)));
    words.lang = "zh-CN";
    words.voice = voice();
    words.onend = function () { readOn(button, queue.slice(1)); };
    words.onerror = function () { if (reading === button) stop(); };
    mark(element);
    speech.speak(words);
  }
  /* Up to the next heading of its kind; what it repeats, as a chart's table, stays as it is. */
  function unfold(heading) {
    for (var at = heading.nextElementSibling; at && at.tagName !== "H2"; at = at.nextElementSibling) {
      if (at.classList.contains("gk-fold")) at.open = true;
    }
  }
  function start(button, heading) {
    stop();
    unfold(heading);
    var queue = parts(heading);
    reading = button;
    button.textContent = "停止朗读";
    button.setAttribute("aria-label", "停止朗读：" + button.dataset.title);
    readOn(button, queue);
  }
  function offer() {
    if (!voice() || main.querySelector(".gk-aloud")) return;
    main.querySelectorAll("h2[id]").forEach(function (heading) {
      if (heading.closest("nav, .gk-parts")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "gk-aloud";
      button.dataset.title = text(heading);
      button.textContent = "朗读";
      button.setAttribute("aria-label", "朗读：" + text(heading));
      button.addEventListener("click", function () {
        if (reading === button) stop();
        else start(button, heading);
      });
      heading.insertAdjacentElement("afterend", button);
    });
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") stop();
  });
  window.addEventListener("pagehide", stop);
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
})();
