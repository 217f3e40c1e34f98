import { NotFoundNotice } from '@/tables/not-found-notice'

export function NotFoundPage() {
  return <NotFoundNotice />
}
