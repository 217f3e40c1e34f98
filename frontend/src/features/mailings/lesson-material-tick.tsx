import { Checkbox, type CheckboxProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '@/i18n/use-t'
import { materialQuery } from './queries'

/** "Stuur CIBOT lesmateriaal mee", where the course is certified and there is some (R-INV-03). */
export function LessonMaterialTick({ courseId, ...props }: CheckboxProps & { courseId: string }) {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(materialQuery(courseId))
  if (!data || data.items.length === 0) return null
  const names = data.items.map((file) => `${file.name} (${format.bytes(file.size)})`).join(', ')
  return (
    <Checkbox
      label={t('mailings.material')}
      description={data.byLink ? `${names}. ${t('mailings.materialByLink')}` : names}
      {...props}
    />
  )
}
