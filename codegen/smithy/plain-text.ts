/** Documentation of official models is HTML (Smithy: CommonMark with HTML in it); a contract holds plain words. */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Elements that begin a paragraph of their own. */
const blocks = /^(?:p|div|ul|ol|dl|dt|dd|table|tr|pre|note|important|h[1-6]|br|fullname)$/i;

/**
 * The words of a piece of HTML, one line a paragraph, `- ` before the items of a list. Markup is taken out and never
 * interpreted: what is not a tag is text, and what is left is only ever printed as text.
 */
export function plainText(html: string): string {
  const marked = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<(\/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*>/g, (_, slash: string, element: string) => {
      if (/^li$/i.test(element)) return slash === '' ? '\n- ' : '\n';
      return blocks.test(element) ? '\n' : '';
    });
  return marked
    .split('\n')
    .map((line) => decoded(line).trim())
    .join('\n')
    .replace(/^-\n+/gm, '- ')
    .split('\n')
    .filter((line) => line !== '' && line !== '-')
    .join('\n');
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]+));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? all) : all;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : all;
  });
}
