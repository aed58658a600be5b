/* What is folded opens for whoever comes for a place in it, and on paper. Newer browsers do both by themselves. */
(function () {
  "use strict";
  var opened = [];
  function openAround(place) {
    for (var at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }
  function show() {
    var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || !place.closest("details:not([open])")) return;
    openAround(place);
    place.scrollIntoView();
  }
  window.addEventListener("hashchange", show);
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
  show();
})();
