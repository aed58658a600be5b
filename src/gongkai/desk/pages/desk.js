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

  /* ---- Cells */
  function isCell(element) {
    return Boolean(element && element.dataset && element.dataset.stored !== undefined);
  }
  function isDirty(cell) {
    return cell.value.trim() !== cell.dataset.stored;
  }
  var queue = Promise.resolve();
  function save(cell) {
    var address = cell.name.slice("cell.".length);
    var fields = {};
    var typed = cell.value;
    if (cell.dataset.sent === typed || (!isDirty(cell) && !cell.closest(".gk-desk__cell--doubt"))) return;
    cell.dataset.sent = typed;
    cell.classList.add("gk-desk__field--saving");
    queue = queue.then(function () {
      var now = document.getElementById("cell-" + address) || cell;
      fields[cell.name] = typed;
      fields["seen." + address] = now.dataset.stored;
      return post(location.pathname, fields, true).then(function (response) {
        if (response.status !== 200 && response.status !== 422) throw new Error(String(response.status));
        return response.text().then(function (html) {
          renew(html);
          say(response.status === 200 ? "已保存" : "没有写入，原因写在格子里");
        });
      }).catch(function () {
        delete cell.dataset.sent;
        say("没有保存：工作台没有回答。填的内容还在这一页，工作台重新打开以后再保存");
      });
    });
  }
  /* The form as it is now, in the place of the one that is shown; what is being typed meanwhile stays where it is. */
  function renew(html) {
    var fresh = new DOMParser().parseFromString(html, "text/html").getElementById("form");
    if (!fresh) throw new Error("no form");
    var active = document.activeElement;
    var selection = isCell(active) ? [active.selectionStart, active.selectionEnd] : null;
    var hadFocus = form.contains(active) ? active.id : "";
    Array.prototype.forEach.call(form.querySelectorAll("input[data-stored]"), function (cell) {
      var other = fresh.querySelector("#" + CSS.escape(cell.id));
      if (other && cell.value !== other.value && isDirty(cell) && cell.dataset.sent !== cell.value) other.value = cell.value;
    });
    var top = active && form.contains(active) ? active.getBoundingClientRect().top : 0;
    var scrolled = Array.prototype.map.call(form.querySelectorAll(".gk-desk__scroll"), function (part) { return part.scrollLeft; });
    form.innerHTML = fresh.innerHTML;
    Array.prototype.forEach.call(form.querySelectorAll(".gk-desk__scroll"), function (part, number) { part.scrollLeft = scrolled[number] || 0; });
    var again = hadFocus && document.getElementById(hadFocus);
    if (again) {
      again.focus({ preventScroll: true });
      if (selection && again.setSelectionRange) again.setSelectionRange(selection[0], selection[1]);
      window.scrollBy(0, again.getBoundingClientRect().top - top);
    }
  }
  var cells = function () { return Array.prototype.slice.call(form.querySelectorAll("input[data-stored]")); };
  form.addEventListener("focusout", function (event) { if (isCell(event.target)) save(event.target); });
  form.addEventListener("focusin", function (event) { if (isCell(event.target)) event.target.select(); });
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || !isCell(event.target)) return;
    event.preventDefault();
    var all = cells();
    var next = all[all.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    if (next) next.focus();
    else event.target.blur();
  });

  /* ---- What is being typed */
  var waiting = null;
  function keep(element, leaving) {
    var cell = isCell(element);
    var seen = cell ? element.dataset.stored : form.elements.seen.value;
    var place = cell ? element.name.slice("cell.".length) : form.dataset.place;
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
      if (event.target.name === "text" || isCell(event.target)) keepSoon(event.target);
    });
    window.addEventListener("pagehide", function () {
      if (waiting === null) return;
      var element = isCell(document.activeElement) ? document.activeElement : form.elements.text;
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
