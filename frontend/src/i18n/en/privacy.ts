import type { privacy as source } from '../nl/privacy'
import type { Texts } from '../types'

export const privacy: Texts<typeof source> = {
  menu: 'Personal data',
  export: 'Download everything of this trainee',
  exported: 'The file holds everything that is kept of this trainee.',
}
