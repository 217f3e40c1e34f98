import { useEffect, useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { countdown } from '@/lib/dates/countdown'

const TICK_MS = 30_000

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** A moment until which something can be done, and how long that still is. */
export function Deadline({ at }: { at: string }) {
  const t = useT()
  const format = useFormat()
  const left = countdown(at, useNow())
  return (
    <>
      {t('common.deadline.until', { at: format.instant(at) })},{' '}
      <strong>
        {left ? t(`common.deadline.${left.unit}`, { count: left.count }) : t('common.deadline.over')}
      </strong>
    </>
  )
}
