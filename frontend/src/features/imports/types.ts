import type { Schemas } from '@/api/types'

export type ImportColumn = Schemas['ImportColumn']
export type ImportField = NonNullable<ImportColumn['field']>
export type TraineeImport = Schemas['ImportView']
export type ImportRow = Schemas['ImportRow']
export type RowProblem = Schemas['RowProblem']

export type Verdict = ImportRow['verdict']
export const VERDICTS = ['new', 'matched', 'duplicate', 'refused'] as const satisfies readonly Verdict[]
