import type { MailDocument } from './document'
import type { Chip } from './variable-node'

/** What the field and the editor in it have in common. */
export interface Content {
  value: MailDocument
  onChange: (value: MailDocument) => void
  /** The variables to choose from, all of them; those without a value for this audience are marked. */
  chips: readonly Chip[]
  /** One line of text and variables, as the subject of a mail is. */
  oneLine?: boolean
}

export interface EditorProps extends Content {
  labelId: string
  path: string
  broken: boolean
}
