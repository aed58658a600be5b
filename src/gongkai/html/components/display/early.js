/* Before anything is painted: what the reader chose at an earlier visit. Without a choice the system's settings hold. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var kept = JSON.parse(localStorage.getItem("gongkai-display")) || {};
    if (["large", "huge"].indexOf(kept.size) >= 0) root.dataset.size = kept.size;
    if (["light", "dark", "contrast"].indexOf(kept.scheme) >= 0) root.dataset.scheme = kept.scheme;
  } catch (error) {
    /* A browser that keeps nothing for us shows the page as the system asks. */
  }
})();
