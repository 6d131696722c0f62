import { expect, test } from 'vitest';
import { danglingLinks } from '../../scripts/verify-package/links.js';

const FILES = ['README.md', 'docs/guide.md', 'docs/deep/page.md'];

test.each<readonly [string, string, readonly string[]]>([
  ['README.md', '[a](docs/guide.md) [b](docs/guide.md#part) [c](docs/deep) [d](docs/deep/)', []],
  ['README.md', '[a](#below) [b](https://example.com/x.md) [c](mailto:a@example.com)', []],
  ['README.md', '![plot](plot.svg) and [`code`](gone.ts), [again](gone.ts)', ['plot.svg', 'gone.ts']],
  ['docs/guide.md', '[a](deep/page.md) [b](../README.md) [c](../docs) [d](README.md)', ['README.md']],
  ['README.md', 'in `[a](code.md)`, or in\n```md\n[b](block.md)\n```\nnothing is a link', []],
])('links of %s: %s', (path, markdown, dangling) => {
  expect(danglingLinks(path, markdown, FILES)).toEqual(dangling);
});
