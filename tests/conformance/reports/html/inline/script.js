// The page can be read without this: it only copies, filters and unfolds.

/** Outside a secure context there is no clipboard; the text is selected then. */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  let done = true;
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    done = document.execCommand('copy');
  }
  const [label] = button.childNodes;
  label.data = done ? 'Copied' : 'Selected: copy with the keyboard';
  setTimeout(() => {
    label.data = 'Copy';
  }, 2000);
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

/** Shows the findings that hold the text, and of a clause that holds it itself all of them. */
function filter(section, text, output) {
  const wanted = text.trim().toLowerCase();
  const holds = (element) => element.textContent.toLowerCase().includes(wanted);
  let shown = 0;
  const clauses = section.querySelectorAll('[data-findings]');
  for (const clause of clauses) {
    clause.hidden = !holds(clause);
    if (!clause.hidden) shown += 1;
    const whole = holds(clause.querySelector('summary'));
    for (const finding of clause.querySelectorAll('[data-finding]'))
      finding.hidden = !whole && !holds(finding);
  }
  output.textContent = wanted === '' ? '' : `${shown} of ${clauses.length} clauses`;
}

for (const tools of document.querySelectorAll('[data-filter]')) {
  tools.hidden = false;
  const section = tools.parentElement;
  const output = tools.querySelector('output');
  tools
    .querySelector('input')
    .addEventListener('input', ({ target }) => filter(section, target.value, output));
  for (const button of tools.querySelectorAll('[data-fold]')) {
    button.addEventListener('click', () => {
      for (const clause of section.querySelectorAll('[data-findings]'))
        clause.open = button.dataset.fold === 'open';
    });
  }
}

for (const tools of document.querySelectorAll('[data-rows]')) {
  tools.hidden = false;
  tools.querySelector('input').addEventListener('change', ({ target }) => {
    for (const row of tools.parentElement.querySelectorAll('tr[data-same]')) row.hidden = target.checked;
  });
}

/** What a link leads to may be folded away. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target?.scrollIntoView();
}

addEventListener('hashchange', reveal);
if (location.hash !== '') reveal();
