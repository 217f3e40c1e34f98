import { operator } from './nl/operator'
import { registry } from './nl/registry'

/** The words of the operator's pages alone, which nobody else has to fetch. */
export const nlOperator = { operator, registry } as const
