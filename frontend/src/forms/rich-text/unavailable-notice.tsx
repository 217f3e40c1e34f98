import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { type MailDocument, variablesIn } from './document'
import type { Chip } from './variable-node'

/** Names the variables in the text that have no value for whoever gets this mail (R-INV-02). */
export function UnavailableNotice({
  parts,
  chips,
}: {
  parts: readonly MailDocument[]
  chips: readonly Chip[]
}) {
  const t = useT()
  const used = new Set(parts.flatMap((part) => [...variablesIn(part)]))
  const names = chips.filter((chip) => !chip.available && used.has(chip.name)).map((chip) => chip.label)
  if (names.length === 0) return null
  return <Notice tone="warning">{t('editor.unavailable', { names: names.join(', ') })}</Notice>
}
