import type { IsoDate } from '@/lib/dates/calendar'

export const FIELDS = [
  'given_name',
  'infix',
  'family_name',
  'full_name',
  'birth_date',
  'email',
  'phone',
  'customer',
] as const
export type ImportField = (typeof FIELDS)[number]

export const VERDICTS = ['new', 'matched', 'duplicate', 'refused'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface ImportColumn {
  index: number
  header: string
  samples: string[]
  field: ImportField | null
  /** It holds citizen service numbers, which are never kept. */
  forbidden: boolean
}

export interface TraineeImport {
  id: string
  state: 'reviewing' | 'running' | 'done' | 'failed' | 'cancelled'
  fileName: string
  courseId: string | null
  columns: ImportColumn[]
  fields: ImportField[]
  counts: Record<Verdict, number> & { total: number }
  options: { createCustomers: boolean; enrolMatched: boolean }
  jobId: string | null
  version: number
}

export interface RowProblem {
  column: ImportField | null
  code: string
  detail: string
  value: string
  level: 'error' | 'notice'
}

export interface ImportRow {
  rowNumber: number
  cells: string[]
  verdict: Verdict
  values: {
    givenName: string
    infix: string
    familyName: string
    birthDate: IsoDate | null
    email: string
    phone: string
    customer: string
  }
  problems: RowProblem[]
  isOtherPerson: boolean
  traineeId: string | null
  outcome: string | null
}
