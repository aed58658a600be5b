/* The page beside a form made anew after each change that was saved, at the place that was being read; open stays open. */
(function () {
  "use strict";
  var beside = document.getElementById("preview");
  var form = document.getElementById("form");
  if (!beside) return;
  var frame = beside.querySelector("iframe");
  var top = 0;
  var waiting = null;

  function remembered(open) {
    try {
      if (open === undefined) return sessionStorage.getItem("preview") === "open";
      sessionStorage.setItem("preview", open ? "open" : "shut");
    } catch (refused) {
      return false;
    }
    return open;
  }
  function again() {
    top = frame.contentWindow.scrollY;
    frame.contentWindow.location.reload();
  }
  if (remembered()) beside.open = true;
  beside.addEventListener("toggle", function () { remembered(beside.open); });
  frame.addEventListener("load", function () { frame.contentWindow.scrollTo(0, top); });
  if (!form || !window.MutationObserver) return;
  new MutationObserver(function () {
    clearTimeout(waiting);
    if (beside.open) waiting = setTimeout(again, 100);
  }).observe(form, { childList: true });
})();
