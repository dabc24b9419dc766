// Shows what in the index of this page holds all words that were typed. Nothing else on the page
// needs a script.
(function () {
  const index = JSON.parse(document.getElementById('search-index').textContent);
  const box = document.querySelector('.search');
  const input = document.getElementById('search');
  const list = document.getElementById('found');
  const most = 40;
  const plain = function (text) {
    return text.normalize('NFKC').toLowerCase().replace(/[\u30a1-\u30f6]/g, function (kana) {
      return String.fromCharCode(kana.charCodeAt(0) - 0x60);
    });
  };
  const entries = index.map(function (entry) {
    return { entry: entry, name: plain(entry.t), all: plain(entry.t + ' ' + entry.w) };
  });
  const item = function (entry) {
    const row = document.createElement('li');
    const link = document.createElement('a');
    const kind = document.createElement('span');
    link.href = entry.h;
    link.textContent = entry.t;
    kind.className = 'kind';
    kind.textContent = entry.k;
    row.append(link, ' ', kind);
    return row;
  };
  const none = function () {
    const row = document.createElement('li');
    row.textContent = list.dataset.none;
    return row;
  };
  const show = function () {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    list.hidden = words.length === 0;
    if (list.hidden) { return; }
    const hits = entries.filter(function (one) {
      return words.every(function (word) { return one.all.includes(word); });
    });
    // Names before other words, short names before long ones, worked cases last.
    const rank = function (one) {
      return (one.entry.h.includes('#case-') ? 20000 : 0) + (one.name.includes(words[0]) ? one.name.length : 10000);
    };
    hits.sort(function (one, other) { return rank(one) - rank(other); });
    list.replaceChildren(...(hits.length ? hits.slice(0, most).map(function (hit) { return item(hit.entry); }) : [none()]));
  };
  const open = function () {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const around = target ? target.closest('details') : null;
    if (around) { around.open = true; target.scrollIntoView(); }
  };
  box.hidden = false;
  input.addEventListener('input', show);
  input.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { input.value = ''; show(); }
    if (event.key === 'Enter') { const first = list.querySelector('a'); if (first) { first.click(); } }
  });
  list.addEventListener('click', function (event) {
    if (event.target.closest('a')) { list.hidden = true; }
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === '/' ? document.activeElement !== input : false) { event.preventDefault(); input.focus(); }
  });
  window.addEventListener('hashchange', open);
  open();
})();
