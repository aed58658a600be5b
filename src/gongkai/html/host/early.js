/* Before anything is painted: the parts that need a script may be shown. */
if (Array.prototype.flatMap) document.documentElement.classList.add("gk-host--js");
