import { translate, translateIfKnown } from '@/i18n/use-t'
import { fieldKey } from './place'
import type { RowProblem } from './types'

/** Why a row is refused or deserves a look, with the column that it is about. */
export function problemText({ column, code, detail, value }: RowProblem): string {
  const reason = reasonText({ code, detail, value })
  return column ? `${translate()(`imports.fields.${fieldKey(column)}`)}: ${reason}` : reason
}

export function reasonText({ code, detail, value }: Pick<RowProblem, 'code' | 'detail' | 'value'>): string {
  return translateIfKnown(`imports.problems.${code}`, { value }) ?? detail
}
