/* Before anything is painted: whether scripts run here, and what the reader chose at an earlier visit. Without a choice the system's
   settings hold. This script alone is in the language of the oldest browsers. */
(function () {
  "use strict";
  var root = document.documentElement;
  var folder = document.currentScript.src.replace(/[^\/]*$/, "");
  /* Came with Chromium 69 and Safari 12: a browser without it shows the page as one that runs no scripts (decisions/0043). */
  if (!Array.prototype.flatMap) return;
  root.classList.add("js");
  /* So does one in which a script of ours did not come, could not be read or stopped. */
  window.addEventListener("error", function (event) {
    var address = event.filename || (event.target && event.target.src) || "";
    if (address.indexOf(folder) === 0) root.classList.remove("js");
  }, true);
  try {
    var kept = JSON.parse(localStorage.getItem("gongkai-display")) || {};
    if (["large", "huge"].indexOf(kept.size) >= 0) root.dataset.size = kept.size;
    if (["light", "dark", "contrast"].indexOf(kept.scheme) >= 0) root.dataset.scheme = kept.scheme;
  } catch (error) {
    /* A browser that keeps nothing for us shows the page as the system asks. */
  }
})();
