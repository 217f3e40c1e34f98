import 'i18next'
import type { LateWords } from './late'
import type { nl } from './nl'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof nl & LateWords }
    returnNull: false
  }
}
