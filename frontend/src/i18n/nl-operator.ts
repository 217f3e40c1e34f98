import { catalog } from './nl/catalog'
import { operator } from './nl/operator'
import { registry } from './nl/registry'

/** The words of the operator's pages alone, which nobody else has to fetch. */
export const nlOperator = { catalog, operator, registry } as const
