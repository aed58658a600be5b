/* What the desk does beyond its forms: a cell is saved when it is left, what is typed is kept until it is saved, a figure is put
   into the text at a click, Enter leads to the next cell. Without this script the form's button saves. */
(function () {
  "use strict";
  var said = document.getElementById("said");
  var form = document.getElementById("form");
  if (!form || !window.fetch || !window.DOMParser) return;
  var token = form.elements.form_token.value;

  function say(sentence) {
    said.textContent = "";
    var line = document.createElement("p");
    line.textContent = sentence;
    said.appendChild(line);
  }
  function post(address, fields, part, leaving) {
    var body = new URLSearchParams();
    body.append("form_token", token);
    Object.keys(fields).forEach(function (name) { body.append(name, fields[name]); });
    var headers = part ? { "X-Part": "form" } : {};
    return fetch(address, { method: "POST", body: body, headers: headers, credentials: "same-origin", keepalive: Boolean(leaving) });
  }

  var waiting = null;

  /* ---- Cells */
  function isCell(element) {
    return Boolean(element && element.dataset && element.dataset.stored !== undefined);
  }
  function isDirty(cell) {
    return cell.value.trim() !== cell.dataset.stored;
  }
  var queue = Promise.resolve();
  var pending = {};  /* what is on its way, by the name of its cell */
  function save(cell) {
    var name = cell.name;
    var typed = cell.value;
    if (pending[name] === typed || (!isDirty(cell) && !cell.closest(".gk-desk__cell--doubt"))) return;
    clearTimeout(waiting);
    waiting = null;
    pending[name] = typed;
    cell.classList.add("gk-desk__field--saving");
    queue = queue.then(function () {
      var fields = {};
      fields[name] = typed;
      fields[name.replace("cell.", "seen.")] = form.elements[name].dataset.stored;
      return post(location.pathname, fields, true).then(function (response) {
        if (response.status !== 200 && response.status !== 422) throw new Error(String(response.status));
        return response.text().then(written).then(function (html) {
          if (pending[name] === typed) delete pending[name];
          renew(html, name, typed);
          say(response.status === 200 ? "已保存" : "没有写入，原因写在格子里");
        });
      }).catch(function () {
        if (pending[name] === typed) delete pending[name];
        form.elements[name].classList.remove("gk-desk__field--saving");
        keep(form.elements[name]);
        say("没有保存：工作台没有回答。填的内容还在这一页，工作台重新打开以后再保存");
      });
    });
  }
  /* Once no word is being composed any more: an input method loses it when its field goes. */
  function written(html) {
    if (!composing) return html;
    return new Promise(function (resolve) {
      form.addEventListener("compositionend", function () { setTimeout(resolve, 0, html); }, { once: true });
    });
  }
  var composing = false;
  form.addEventListener("compositionstart", function () { composing = true; });
  form.addEventListener("compositionend", function () { composing = false; });
  /* The form as it is now, in the place of the one that is shown; what was typed since stays where it is. `saved` is the cell that
     this answer is about, and what was sent of it. */
  function renew(html, saved, sent) {
    var fresh = new DOMParser().parseFromString(html, "text/html").getElementById("form");
    if (!fresh) throw new Error("no form");
    var active = document.activeElement;
    var inside = form.contains(active);
    var focused = inside ? active.id : "";
    var selection = inside && isCell(active) ? [active.selectionStart, active.selectionEnd] : null;
    var top = inside ? active.getBoundingClientRect().top : 0;
    var typed = {};
    cells().forEach(function (cell) {
      if (isDirty(cell) && !(cell.name === saved && cell.value === sent)) typed[cell.name] = cell.value;
    });
    var scrolled = parts().map(function (part) { return part.scrollLeft; });
    renewing = true;
    form.innerHTML = fresh.innerHTML;
    renewing = false;
    Object.keys(typed).forEach(function (name) {
      if (!form.elements[name]) return;
      form.elements[name].value = typed[name];
      form.elements[name].classList.toggle("gk-desk__field--saving", pending[name] !== undefined);
    });
    parts().forEach(function (part, number) { part.scrollLeft = scrolled[number] || 0; });
    var again = focused && document.getElementById(focused);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (selection) again.setSelectionRange(selection[0], selection[1]);
    window.scrollBy(0, again.getBoundingClientRect().top - top);
  }
  var renewing = false;
  var parts = function () { return Array.prototype.slice.call(form.querySelectorAll(".gk-desk__scroll")); };
  var cells = function () { return Array.prototype.slice.call(form.querySelectorAll("input[data-stored]")); };
  form.addEventListener("focusout", function (event) { if (isCell(event.target) && !renewing) save(event.target); });
  form.addEventListener("focusin", function (event) { if (isCell(event.target) && !renewing) event.target.select(); });
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || !isCell(event.target)) return;
    event.preventDefault();
    var all = cells();
    var next = all[all.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    if (next) next.focus();
    else event.target.blur();
  });

  /* ---- What is being typed */
  function isFact(element) {
    return Boolean(element && element.name && element.name.indexOf("fact.") === 0);
  }
  function keep(element, leaving) {
    var cell = isCell(element);
    var fact = isFact(element);
    var name = element.name.slice("cell.".length);
    var seen = cell ? element.dataset.stored : form.elements[fact ? "seen." + name : "seen"].value;
    var place = cell || fact ? name : form.dataset.place;
    post(form.dataset.keep, { place: place, text: element.value, seen: seen }, false, leaving).catch(function () {
      say("工作台没有回答：填的内容还在这一页，先不要关");
    });
  }
  function keepSoon(element) {
    clearTimeout(waiting);
    waiting = setTimeout(function () { waiting = null; if (element.isConnected) keep(element); }, 700);
  }
  if (form.dataset.keep) {
    form.addEventListener("input", function (event) {
      if (event.target.name === "text" || isCell(event.target) || isFact(event.target)) keepSoon(event.target);
    });
    window.addEventListener("pagehide", function () {
      if (waiting === null) return;
      var active = document.activeElement;
      var element = isCell(active) || isFact(active) ? active : form.elements.text;
      if (element) keep(element, true);
    });
  }

  /* ---- Figures to cite */
  var text = document.getElementById("text");
  Array.prototype.forEach.call(document.querySelectorAll("[data-chip]"), function (button) {
    button.addEventListener("click", function () {
      var at = text.selectionEnd;
      text.value = text.value.slice(0, at) + button.dataset.chip + text.value.slice(at);
      text.focus();
      text.setSelectionRange(at + button.dataset.chip.length, at + button.dataset.chip.length);
      keepSoon(text);
    });
  });
})();
