/** The script of the HTML report: filters by severity and words, folding, and unfolding for print. */
export const script = `
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const get = (id) => document.getElementById(id);
  const rules = all('details.rule');
  const reveal = () => { for (const rule of rules) rule.open = true; };
  let before = [];
  addEventListener('beforeprint', () => { before = rules.map((rule) => rule.open); reveal(); });
  addEventListener('afterprint', () => rules.forEach((rule, at) => { rule.open = before[at]; }));
  const tools = get('tools');
  if (!tools) return;
  const search = get('search');
  const boxes = all('input[name=severity]');
  const sections = all('section.severity').map((section) => ({
    section,
    groups: all('details.rule', section).map((rule) => ({ rule, findings: all('.finding', rule) })),
  }));
  const total = all('.finding').length;
  const people = all('.who');
  const more = get('more-people');
  let wasOpen = null;
  const texts = new Map();
  const textOf = (element, head) => {
    if (!texts.has(element)) texts.set(element, (head + ' ' + element.textContent).toLowerCase());
    return texts.get(element);
  };
  let folds = null;
  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    if (words.length > 0) folds ??= rules.map((rule) => rule.open);
    let shown = 0;
    for (const { section, groups } of sections) {
      const isWanted = wanted.has(section.dataset.severity);
      let some = false;
      for (const { rule, findings } of groups) {
        const head = rule.firstElementChild.firstElementChild.textContent;
        let hits = 0;
        for (const finding of findings) {
          const hit = isWanted && words.every((word) => textOf(finding, head).includes(word));
          finding.hidden = !hit;
          if (hit) hits++;
        }
        rule.hidden = hits === 0;
        if (hits > 0 && words.length > 0) rule.open = true;
        some ||= hits > 0;
        shown += hits;
      }
      section.hidden = !some;
    }
    let known = 0;
    for (const person of people) {
      person.hidden = !words.every((word) => textOf(person, '').includes(word));
      if (!person.hidden) known++;
    }
    if (people.length > 0) get('principals').hidden = known === 0;
    if (more && words.length > 0) { wasOpen ??= more.open; more.open = true; }
    else if (more && wasOpen !== null) { more.open = wasOpen; wasOpen = null; }
    if (words.length === 0 && folds) {
      rules.forEach((rule, at) => { rule.open = folds[at]; });
      folds = null;
    }
    get('shown').textContent = shown === total ? total + (total === 1 ? ' finding' : ' findings') : shown + ' of ' + total;
    get('no-match').hidden = shown + (words.length > 0 ? known : 0) > 0;
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); };
  search.addEventListener('input', soon);
  for (const box of boxes) box.addEventListener('change', filter);
  document.addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]');
    const goal = link && get(link.hash.slice(1));
    if (!goal || !goal.closest('[hidden]')) return;
    search.value = '';
    for (const box of boxes) box.checked = true;
    filter();
  });
  const fold = get('fold');
  const label = () => { fold.textContent = rules.some((rule) => rule.open) ? 'Fold all' : 'Unfold all'; };
  fold.addEventListener('click', () => {
    const open = !rules.some((rule) => rule.open);
    for (const rule of rules) rule.open = open;
    label();
  });
  tools.hidden = false;
  filter();
  label();
})();
`;
