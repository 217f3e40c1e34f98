import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const GATHER_MS = 250

/** What else shows the thing that changed: these lists count or name it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  courses: ['dashboard', 'mailings'],
  certificates: ['courses', 'trainees', 'dashboard'],
  enrolments: ['courses', 'dashboard', 'trainees'],
  staffing: ['courses', 'dashboard'],
  mails: ['enrolments', 'mailings', 'dashboard', 'certificates'],
  templates: ['reminders'],
  trainees: ['enrolments'],
  settings: [
    'session',
    'modules',
    'locations',
    'provider',
    'external-instructors',
    'instructors',
    'users',
    'user-invitations',
  ],
  customers: ['enrolments', 'trainees', 'certification-items'],
  'certification-items': ['dashboard', 'customers'],
}

/** The topic of a message of the stream, or null for what is none. */
export function topicOf(message: string): string | null {
  try {
    const parsed: unknown = JSON.parse(message)
    if (typeof parsed !== 'object' || parsed === null || !('topic' in parsed)) return null
    return typeof parsed.topic === 'string' ? parsed.topic : null
  } catch {
    return null
  }
}

/** Every first key element that a change of these topics makes stale. */
export function staleKeys(topics: Iterable<string>): Set<string> {
  const keys = new Set<string>()
  for (const topic of topics) {
    keys.add(topic)
    for (const other of ALSO[topic] ?? []) keys.add(other)
  }
  return keys
}

function refresh(client: QueryClient, topics: Set<string>) {
  for (const key of staleKeys(topics)) void client.invalidateQueries({ queryKey: [key] })
  topics.clear()
}

/** Listens to what others change, and reads again what is on the screen. Messages that come together count once. */
export function useChanges(active: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!active || typeof EventSource === 'undefined') return
    const stream = new EventSource('/api/v1/changes')
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let lost = false
    stream.onmessage = (event) => {
      const topic = topicOf(String(event.data))
      if (!topic) return
      waiting.add(topic)
      timer ??= setTimeout(() => {
        timer = undefined
        refresh(client, waiting)
      }, GATHER_MS)
    }
    stream.onerror = () => {
      lost = true
    }
    stream.onopen = () => {
      if (lost) void client.invalidateQueries()
      lost = false
    }
    return () => {
      clearTimeout(timer)
      stream.close()
    }
  }, [active, client])
}
