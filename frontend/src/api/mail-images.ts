import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call, http } from './client'

const SHOWN = /cid:([0-9a-f-]{36})@file\.c-bot/g

const NOTHING_YET = 'data:,'

/** The files that a mail's HTML shows, each once. */
export function picturesIn(html: string): string[] {
  return [...new Set([...html.matchAll(SHOWN)].map((match) => match[1] ?? ''))]
}

/** Puts the pictures themselves where the HTML names them: a sandboxed frame can fetch nothing of ours. */
export function withPictures(html: string, pictures: ReadonlyMap<string, string>): string {
  return html.replace(SHOWN, (_whole, id: string) => pictures.get(id) ?? NOTHING_YET)
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

async function fetchPicture(id: string): Promise<string> {
  const path = { params: { path: { file_id: id } }, parseAs: 'blob' as const }
  const blob = (await call(http.GET('/api/v1/files/{file_id}', path))) as unknown as Blob
  return asDataUrl(blob)
}

/** The HTML of a mail with its pictures in it, as soon as they are there. */
export function useMailHtml(html: string): string {
  const ids = useMemo(() => picturesIn(html), [html])
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['files', 'picture', id],
      queryFn: () => fetchPicture(id),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (results) => results.map((result) => result.data),
  })
  return useMemo(() => {
    const pictures = ids.flatMap((id, at) => (found[at] ? [[id, found[at]] as const] : []))
    return withPictures(html, new Map(pictures))
  }, [html, ids, found])
}
