/** Reads a time of day: `0930`, `9:30`, `9.30`, `9u30`, `930`, `9`. Gives `09:30`, or null for what is no time. */
export function parseTime(text: string): string | null {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s*(uur|u)$/, '')
  const match = /^(\d{1,2})\s?[:.uh]\s?(\d{2})$/.exec(typed) ?? /^(\d{1,2})(\d{2})?$/.exec(typed)
  if (!match) return null
  const hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
