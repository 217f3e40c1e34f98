import { useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Template } from '@/api/templates'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

/** Makes a template, or changes the one that is given from the version that it was read in. */
export function useSaveTemplate(existing: Template | null) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['TemplateInput']) =>
      existing
        ? call(
            http.PATCH('/api/v1/templates/{template_id}', {
              params: { path: { template_id: existing.id }, header: ifMatch(existing.version) },
              body,
            }),
          )
        : call(http.POST('/api/v1/templates', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  })
}

/** What a template said before, the latest first. */
export function versionListing(templateId: string) {
  return listing(['templates', 'versions', templateId], (cursor) =>
    call(
      http.GET('/api/v1/templates/{template_id}/versions', {
        params: { path: { template_id: templateId }, query: { cursor } },
      }),
    ),
  )
}

/** Puts a former version back; the present one stays in the list. */
export function useRestoreVersion(template: Template) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (number: number) =>
      call(
        http.POST('/api/v1/templates/{template_id}/versions/{number}/restoration', {
          params: { path: { template_id: template.id, number }, header: ifMatch(template.version) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  })
}

export function useArchiveTemplate() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(http.DELETE('/api/v1/templates/{template_id}', { params: { path: { template_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  })
}
