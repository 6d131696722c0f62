import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { valueAt, withValueAt } from '../../pointer.js';
import { parsedAround } from '../../tame.js';
import {
  judgeValidator,
  type ValidatorCase,
  type ValidatorCheck,
  type ValidatorWorld,
} from './validator-check.js';

/** Every way to break one clause and no other. */
export function refuses({
  contract,
  arbitraries,
  root,
  view,
  mode,
}: ValidatorWorld): readonly ValidatorCheck[] {
  return arbitraries.faultsOf(root.name, view, mode).map((fault) => {
    // What JSON text cannot say never reaches a validator of parsed JSON, so it is not held to its clause there.
    const clause = fault.json || view === 'decoded' ? fault.clause : validatorClauses.hostile.id;
    const variant = clause === fault.clause ? wayOf(fault.id) : fault.id;
    return {
      id: checkId(clause, variant),
      clause,
      title: `${fault.title}.`,
      cases: fault.arbitrary.map(({ value, path }) => ({
        ...transportable(view === 'wire' ? parsedAround(contract, root, value, path) : value, path),
        path,
        expect: { kind: 'refused', clause: fault.clause },
      })),
      judge: judgeValidator,
    };
  });
}

/** What passes, though the contract does not document it. */
export function takesNotice({ arbitraries, root, view, mode }: ValidatorWorld): readonly ValidatorCheck[] {
  return arbitraries.noticesOf(root.name, mode, view).map((notice) => ({
    id: checkId(notice.clause, `notice-${wayOf(notice.id)}`),
    clause: notice.clause,
    title: `${notice.title}, which passes.`,
    cases: notice.arbitrary.map(({ value, path }) => ({
      value,
      hostile: null,
      path,
      expect: { kind: 'accepted', notice: notice.clause },
    })),
    judge: judgeValidator,
  }));
}

/** Code cannot be copied to where the target lives, so it is made there. */
function transportable(value: unknown, path: string): Pick<ValidatorCase, 'value' | 'hostile'> {
  const kind = typeof valueAt({ root: value }, `/root${path}`);
  return kind === 'function' || kind === 'symbol'
    ? { value: withValueAt(value, path, null), hostile: { kind, path } }
    : { value, hostile: null };
}

/** `CLAUSE/WAY` */
function wayOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
