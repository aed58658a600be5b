/* The search on its page: follows what is typed and chosen. Loads nothing before its field is touched, and from this site alone. */
(() => {
  const { Files, NotFetched } = modules.loading;
  const { openIndex } = modules.index;
  const { continued } = modules.answers;
  const { ask } = modules.asking;
  const { counted, hitItem, nearContent, replyContent } = modules.view;
  const SHOWN = 10; // answers at a time
  const PAUSE = 160; // milliseconds without a key after which is searched
  const NOTHING = { hits: [], later: [] };
  const GOES_ON = "还没有直接的结果，正在查更多的内容…";
  const NOT_FETCHED = "检索数据没有取到，请检查网络后再试。";
  const NOT_RUN = "检索没有运行成功，请从下面的列表查找，或者换一个较新的浏览器再试。";

  class SearchPage {
    constructor(box) {
      this.form = box.querySelector("form");
      this.field = this.form.querySelector("[type=search]");
      this.choices = [...this.form.querySelectorAll("select")];
      this.status = box.querySelector(".gk-search__status");
      this.reply = box.querySelector(".gk-search__reply");
      this.near = box.querySelector(".gk-search__near");
      this.list = box.querySelector(".gk-search__hits");
      this.more = box.querySelector(".gk-search__more");
      this.filters = box.querySelector(".gk-search__filters");
      this.box = box;
      this.advice = box.querySelector(".gk-search__advice");
      this.scripted = box.querySelectorAll(".gk-search__scripted");
      this.files = new Files(box.dataset.index);
      this.site = { root: box.dataset.root, file: location.protocol === "file:" ? "index.html" : "" };
      this.turn = 0; // counts the questions: an answer that comes after the next question is not shown
      this.answer = NOTHING;
      this.composing = false; // whether an input method is at work
      window.gongkaiSearch = (name, data) => this.files.receive(name, data);
    }

    start() {
      this.listen();
      this.fillIn();
      for (const part of this.scripted) part.hidden = false;
      if (this.field.value.trim()) this.search();
    }

    listen() {
      this.field.addEventListener("compositionstart", () => { this.composing = true; });
      this.field.addEventListener("compositionend", () => { this.composing = false; this.searchSoon(); });
      this.field.addEventListener("input", () => this.searchSoon());
      this.field.addEventListener("focus", () => this.opened().catch(() => {})); // a question will tell when it does not come
      for (const choice of this.choices) choice.addEventListener("change", () => this.field.value.trim() && this.search());
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.more.addEventListener("click", () => this.showNext());
    }

    /* What the address asks for. */
    fillIn() {
      const asked = new URLSearchParams(location.search);
      for (const part of [this.field, ...this.choices]) {
        const value = asked.get(part.name);
        if (value !== null) part.value = value;
      }
      if (this.filters) this.filters.open = this.choices.some((choice) => choice.value);
    }

    submit(event) {
      event.preventDefault();
      clearTimeout(this.waiting);
      return this.search();
    }

    searchSoon() {
      clearTimeout(this.waiting);
      if (!this.composing) this.waiting = setTimeout(() => this.search(), PAUSE);
    }

    /* The index is opened once; when that fails, again with the next question. */
    opened() {
      if (!this.index) {
        this.index = openIndex(this.files, { year: this.offered("year"), agency: this.offered("agency") })
          .catch((error) => { this.index = undefined; throw error; });
      }
      return this.index;
    }

    offered(name) {
      const asked = this.choices.find((choice) => choice.name === name);
      return asked ? [...asked.options].map((option) => option.value).filter(Boolean) : [];
    }

    chosen() {
      return this.choices.filter((choice) => choice.value).reduce((made, { name, value }) => ({ ...made, [name]: value }), {});
    }

    async search() {
      const turn = ++this.turn;
      const question = this.field.value.trim();
      this.remember(question);
      if (!question) return this.show(NOTHING, "", true);
      this.status.textContent = "正在检索…";
      try {
        const index = await this.opened();
        this.traditional = index.vocabulary.traditional;
        const first = await ask(question, this.chosen(), index, index.first);
        if (turn !== this.turn) return;
        const whole = first.hits.length > 0 && !first.short;
        if (first.hits.length || first.near.length) this.show(first, whole ? counted(first, question) : first.hits.length ? this.status.textContent : GOES_ON);
        if (whole) return;
        const answer = await ask(question, this.chosen(), index);
        if (turn === this.turn) this.complete(answer, counted(answer, question));
      } catch (error) {
        if (turn === this.turn) this.show(NOTHING, error instanceof NotFetched ? NOT_FETCHED : NOT_RUN);
        throw error;
      }
    }

    show(answer, status, empty = false) {
      this.answer = answer;
      this.fill(this.reply, answer.answer ? replyContent(answer.answer, this.site) : []);
      this.fill(this.near, answer.near && answer.near.length ? nearContent(answer.near, this.site) : []);
      this.list.textContent = "";
      this.list.hidden = !answer.hits.length;
      this.box.dataset.answered = answer.hits.length ? "yes" : "";
      this.advice.hidden = !empty && answer.hits.length > 0;
      this.status.textContent = status;
      this.showMore();
      this.bringIntoView();
    }

    /* On a phone, what a portal has above its pages fills the screen: the first hit, or what is shown instead, is brought onto it,
       with the question above. */
    bringIntoView() {
      const first = this.list.children[0] || (this.near.hidden ? null : this.near);
      if (first && first.getBoundingClientRect().bottom > window.innerHeight) this.form.scrollIntoView();
    }

    /* Shows the whole answer in place of the first one; somebody who is in the list already is not moved. */
    complete(answer, status) {
      if (!this.list.contains(document.activeElement)) return this.show(answer, status);
      const shown = this.answer.hits.slice(0, this.list.children.length);
      const numbers = new Set(shown.map((hit) => hit.part.number));
      this.answer = { ...answer, hits: [...shown, ...answer.hits.filter((hit) => !numbers.has(hit.part.number))] };
      this.status.textContent = status;
      this.showMore();
    }

    fill(box, content) {
      box.textContent = "";
      box.append(...content);
      box.hidden = !content.length;
    }

    /* Shows the next answers that are known, and gives the link of the first of them. */
    showMore() {
      const from = this.list.children.length;
      this.list.append(...this.answer.hits.slice(from, from + SHOWN).map((hit) => hitItem(hit, this.traditional, this.site)));
      this.more.hidden = !this.hasMore && !this.answer.later.length;
      const first = this.list.children[from];
      return first && first.querySelector("a");
    }

    get hasMore() {
      return this.list.children.length < this.answer.hits.length;
    }

    async showNext() {
      const turn = this.turn;
      while (!this.hasMore && this.answer.later.length) {
        const answer = await continued(this.answer, await this.opened());
        if (turn !== this.turn) return;
        this.answer = answer;
      }
      const first = this.showMore();
      if (first) first.focus();
    }

    /* Keeps the question in the address, so that the page can be gone back to, or sent to somebody. */
    remember(question) {
      const asked = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value));
      try {
        history.replaceState(null, "", question ? `?${asked}` : location.pathname);
      } catch (error) { /* a page opened from a folder may not be allowed to; the search does not need it */ }
    }
  }

  const box = document.querySelector("[data-gk-search]");
  if (box) new SearchPage(box).start();
})();
