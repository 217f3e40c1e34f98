import { oneOf, type SearchRecord } from '@/tables/url-state'
import { type ImportColumn, type ImportField, type TraineeImport, VERDICTS, type Verdict } from './types'

export const STEPS = ['file', 'columns', 'rows', 'result'] as const
export type Step = (typeof STEPS)[number]

/** Where the wizard is, kept in the address so that a reload loses nothing. */
export interface WizardPlace {
  importId?: string
  step?: 'columns' | 'rows'
  verdict?: Verdict
}

export function readPlace(search: SearchRecord): WizardPlace {
  return {
    importId: search.import || undefined,
    step: oneOf(search.step, ['columns', 'rows']),
    verdict: oneOf(search.verdict, VERDICTS),
  }
}

/** The step that is shown: what the import is at, and while it is being looked over the one that was asked for. */
export function stepOf(found: TraineeImport | undefined, asked: WizardPlace['step']): Step {
  if (!found) return 'file'
  if (found.state !== 'reviewing') return 'result'
  return namesSomebody(found.columns) ? (asked ?? 'rows') : 'columns'
}

/** Whether the columns make up a person: a full name, or a given and a family name. */
export function namesSomebody(columns: readonly Pick<ImportColumn, 'field'>[]): boolean {
  const has = (field: ImportField) => columns.some((column) => column.field === field)
  return has('full_name') || (has('given_name') && has('family_name'))
}

/** The fields that more than one column fills. */
export function doubled(columns: readonly Pick<ImportColumn, 'field'>[]): ImportField[] {
  const fields = columns.flatMap(({ field }) => (field ? [field] : []))
  return [...new Set(fields.filter((field, index) => fields.indexOf(field) !== index))]
}

/** How many rows add something: who is new, into a course also who is known when that was chosen, and every certificate. */
export function toAdd({ counts, courseId, options }: TraineeImport): number {
  if (options.certificates) return counts.new + counts.matched
  return counts.new + (courseId && options.enrolMatched ? counts.matched : 0)
}

/** The key of a field's name among the texts: `given_name` is called `givenName` there. */
export function fieldKey(field: ImportField) {
  return field.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase()) as CamelField
}

type CamelField =
  | 'givenName'
  | 'infix'
  | 'familyName'
  | 'fullName'
  | 'birthDate'
  | 'email'
  | 'phone'
  | 'customer'
  | 'certificateType'
  | 'certificateNumber'
  | 'issuedOn'
  | 'expiresOn'
