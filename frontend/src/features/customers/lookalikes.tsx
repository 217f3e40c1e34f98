import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { lookalikesQuery } from './queries'

const TYPING_MS = 400

/** Customers that look like the one that is being typed in, before it is made a second time. */
export function Lookalikes({ name, email }: { name: string; email: string }) {
  const t = useT()
  const [typed] = useDebouncedValue({ name: name.trim(), email: email.trim() }, TYPING_MS)
  const { data } = useQuery(lookalikesQuery(typed.name, typed.email))
  if (!data || data.length === 0) return null
  return (
    <Notice tone="warning" title={t('merging.lookalikes')}>
      <ul>
        {data.map((one) => (
          <li key={one.id}>
            <AppLink to={paths.customer(one.id)}>{one.name}</AppLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
