import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { isApiError } from '@/api/errors'
import { useAction } from '@/api/use-action'
import { toastError } from '@/forms/action-toast'
import { useLocale, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import type { CourseQuery } from './search'

const EXPORTS = '/api/v1/course-exports'
const FORMATS = ['xlsx', 'csv'] as const

interface Props {
  /** The filters and the order of what is shown, or the ticked courses. */
  query: CourseQuery & { id?: readonly string[] }
  compact?: boolean
}

/** "Exporteren": exactly the rows that the list shows; a long list becomes a job with its file in the tray. */
export function ExportMenu({ query, compact = false }: Props) {
  const t = useT()
  const exporting = useExport()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size={compact ? 'compact-sm' : 'sm'}
          leftSection={compact ? undefined : <Icon name="download" size={16} />}
          loading={exporting.isPending}
        >
          {t('courses.export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => exporting.mutate({ ...query, format })}>
            {t(`courses.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function useExport() {
  const t = useT()
  const language = useLocale()
  const client = useQueryClient()
  return useAction({
    mutationFn: async (asked: Props['query'] & { format: (typeof FORMATS)[number] }) => {
      try {
        await rest.download(EXPORTS, { ...asked, language })
      } catch (refusal) {
        if (!isApiError(refusal, 'export_too_large')) throw refusal
        await rest.postQuery(EXPORTS, { ...asked, language })
        await client.invalidateQueries({ queryKey: ['jobs'] })
        toast({ message: t('courses.export.job'), tone: 'info' })
      }
    },
    onError: toastError,
  })
}
