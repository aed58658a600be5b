/* The place in the document is brought into view in its pane; on a phone the page is at
   the pane too. Without this script a link leads there. */
(function () {
  "use strict";
  var pane = document.querySelector(".gk-tick__pane");
  var beside = document.querySelector(".gk-tick");
  var mark = document.getElementById("mark");
  function show() {
    if (!pane || !mark) return;
    var at = mark.getBoundingClientRect();
    var box = pane.getBoundingClientRect();
    pane.scrollTop += at.top - box.top - (box.height - at.height) / 2;
    pane.scrollLeft += at.left - box.left - (box.width - at.width) / 2;
  }
  show();
  window.addEventListener("load", function () {
    if (beside && window.innerWidth < 900) beside.scrollIntoView();
    show();
  });
})();
