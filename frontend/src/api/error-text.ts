import { translate, translateIfKnown } from '@/i18n/use-t'
import { ApiError, type FieldProblem } from './errors'

/** One readable sentence for any failure, in the language of the screen. */
export function errorText(error: unknown): string {
  const t = translate()
  if (!(error instanceof ApiError)) return t('errors.server', { code: '-' })
  if (error.status === 0) return t('errors.network')
  const known = translateIfKnown(`errors.code.${error.code}`, error.params)
  if (known) return known
  if (error.status >= 500) return t('errors.server', { code: error.traceId ?? error.status })
  return error.title || error.detail || t('errors.summary')
}

/** The sentence for one field: by its code when we know it, else the reason that the API gives. */
export function fieldText(problem: FieldProblem): string {
  return (
    translateIfKnown(`errors.field.${problem.code}`) ??
    translateIfKnown(`errors.code.${problem.code}`) ??
    (problem.detail || translate()('errors.summary'))
  )
}
