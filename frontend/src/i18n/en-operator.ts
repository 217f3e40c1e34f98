import { catalog } from './en/catalog'
import { operator } from './en/operator'
import { registry } from './en/registry'
import type { nlOperator } from './nl-operator'
import type { Texts } from './types'

export const enOperator: Texts<typeof nlOperator> = { catalog, operator, registry }
