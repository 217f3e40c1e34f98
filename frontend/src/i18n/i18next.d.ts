import 'i18next'
import type { nl } from './nl'
import type { nlOperator } from './nl-operator'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof nl & typeof nlOperator }
    returnNull: false
  }
}
