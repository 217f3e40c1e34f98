import { queryOptions } from '@tanstack/react-query'
import { call, http, rest } from './client'
import { listing } from './listing'
import type { Schemas } from './types'
import { useAction } from './use-action'

export type TemplateRow = Schemas['TemplateRow']
export type Template = Schemas['TemplateView']
export type Sketch = Schemas['SketchInput']
export type Attachment = Schemas['AttachmentView']

/** R-INV-06: what a mail may carry along, in bytes. */
export const MAX_ATTACHMENT_BYTES = 2_097_152

const ALL = 200

/** The templates that can be chosen. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'choice'],
  queryFn: async () =>
    (await call(http.GET('/api/v1/templates', { params: { query: { limit: ALL } } }))).items,
})

export const templateListing = listing(['templates', 'list'], (cursor) =>
  call(http.GET('/api/v1/templates', { params: { query: { cursor } } })),
)

export function templateQuery(id: string) {
  return queryOptions({
    queryKey: ['templates', 'detail', id],
    queryFn: () =>
      call(http.GET('/api/v1/templates/{template_id}', { params: { path: { template_id: id } } })),
  })
}

/** Our own texts to begin with, in a language. */
export function examplesQuery(language: 'nl' | 'en') {
  return queryOptions({
    queryKey: ['template-examples', language],
    queryFn: async () =>
      (await call(http.GET('/api/v1/template-examples', { params: { query: { language } } }))).items,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Every variable there is, with its label, a sample and for whom it has a value. */
export const variablesQuery = queryOptions({
  queryKey: ['template-variables'],
  queryFn: async () => (await call(http.GET('/api/v1/template-variables'))).items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The mail as it would leave, made by the renderer that also makes the real one. */
export function previewQuery(sketch: Sketch) {
  return queryOptions({
    queryKey: ['template-previews', sketch],
    queryFn: () => call(http.POST('/api/v1/template-previews', { body: sketch })),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
}

export function useTestMail() {
  return useAction({
    mutationFn: (sketch: Sketch) => call(http.POST('/api/v1/template-tests', { body: sketch })),
  })
}

export function useUploadAttachment() {
  return useAction({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.set('file', file)
      return rest.upload<Attachment>('/api/v1/attachments', form)
    },
  })
}
