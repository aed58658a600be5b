/* The choices of 字号 and 配色: shown at once, kept in this browser, sent nowhere. */
(function () {
  "use strict";
  var root = document.documentElement;
  var panel = document.getElementById("display");
  if (!panel) return;
  function keep() {
    try {
      localStorage.setItem("gongkai-display", JSON.stringify({ size: root.dataset.size, scheme: root.dataset.scheme }));
    } catch (error) {
      /* The choice holds for this page alone. */
    }
  }
  panel.querySelectorAll("input").forEach(function (input) {
    input.checked = (root.dataset[input.name] || "") === input.value;
  });
  panel.addEventListener("change", function (event) {
    var input = event.target;
    if (input.value) root.dataset[input.name] = input.value;
    else delete root.dataset[input.name];
    keep();
  });
})();
