import { posix } from 'node:path';

/** The links of a Markdown document, which lies at a path, to what is not among some files nor a folder of them. */
export function danglingLinks(path: string, markdown: string, files: readonly string[]): readonly string[] {
  const there = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
  const prose = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '`code`');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return [...new Set(targets)].filter((target) => {
    const [file = ''] = target.split('#');
    if (file === '' || /^[a-z]+:/.test(file)) return false;
    return !there.has(posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, ''));
  });
}

function foldersOf(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
