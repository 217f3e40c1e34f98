import { DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import './calendar.css'
import 'dayjs/locale/nl'
import 'dayjs/locale/en-gb'
import { useLocale, useT } from '@/i18n/use-t'
import type { IsoDate } from '@/lib/dates/calendar'

interface Props {
  value: IsoDate | null
  today: IsoDate
  min?: IsoDate
  max?: IsoDate
  onPick: (day: IsoDate) => void
}

function Calendar({ value, today, min, max, onPick }: Props) {
  const t = useT()
  const locale = useLocale()
  return (
    <DatePicker
      value={value}
      defaultDate={value ?? today}
      minDate={min}
      maxDate={max}
      locale={locale === 'nl' ? 'nl' : 'en-gb'}
      firstDayOfWeek={1}
      withWeekNumbers
      highlightToday
      ariaLabels={{
        previousMonth: t('common.date.previousMonth'),
        nextMonth: t('common.date.nextMonth'),
      }}
      onChange={(day) => day && onPick(day)}
    />
  )
}

// biome-ignore lint/style/noDefaultExport: loaded lazily, which takes a default export
export default Calendar
