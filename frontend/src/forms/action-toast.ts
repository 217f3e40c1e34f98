import { errorText } from '@/api/error-text'
import { toast } from '@/ui/toast'

/** Where the failure of a loose action is told: one that has no form and no dialog of its own. */
export function toastError(error: unknown): void {
  toast({ message: errorText(error), tone: 'danger' })
}
