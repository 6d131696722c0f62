/** What stands at the sites that clauses name. */
import type { Contract, Target } from '../../contract.js';

/** The target at a site. */
export function targetAt(contract: Contract, site: string): Target | undefined {
  const steps = /^(.*?)((?:\[\]|\{\}|\{key\})*)$/su.exec(site);
  const [base = '', tail = ''] = [steps?.[1], steps?.[2]];
  const start = rootTarget(contract, base);
  return [...tail.matchAll(/\[\]|\{\}|\{key\}/g)].reduce<Target | undefined>((target, [step]) => {
    if (target?.kind === 'list' && step === '[]') return target.element;
    if (target?.kind === 'map')
      return step === '{key}' ? target.key : step === '{}' ? target.value : undefined;
    return undefined;
  }, start);
}

function rootTarget(contract: Contract, base: string): Target | undefined {
  for (const shape of contract.shapes) {
    if (shape.kind === 'list' || shape.kind === 'map') {
      if (shape.name === base) return shape;
    } else if (shape.kind === 'choice') {
      const option = shape.options.find((each) => `${shape.name}.${each.name}` === base);
      if (option !== undefined) return option.target;
    } else if (shape.kind !== 'enum') {
      const member = shape.members.find((each) => `${shape.name}.${each.name}` === base);
      if (member !== undefined) return member.target;
    }
  }
  return undefined;
}

/** The pattern at a site, if a string with one stands there. */
export function patternAt(contract: Contract, site: string): string | undefined {
  const target = targetAt(contract, site);
  return target?.kind === 'string' ? target.pattern : undefined;
}
