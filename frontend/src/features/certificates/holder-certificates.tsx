import { useMemo } from 'react'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { CertificateTable } from './certificate-table'
import type { Omitted } from './columns'

const OF_TRAINEE: Omitted[] = ['holder']
const OF_CUSTOMER: Omitted[] = ['customer']

/** The certificates of one trainee, or of the people of one customer. */
export function HolderCertificates({ traineeId, customerId }: { traineeId?: string; customerId?: string }) {
  const t = useT()
  const can = useCan()
  const filters = useMemo(() => ({ traineeId, customerId }), [traineeId, customerId])
  if (!can('certificates:read')) return null
  return (
    <section aria-labelledby="certificates-of">
      <h2 id="certificates-of">{t('certificates.title')}</h2>
      <CertificateTable
        filters={filters}
        omit={traineeId ? OF_TRAINEE : OF_CUSTOMER}
        empty={<p>{t('certificates.none')}</p>}
      />
    </section>
  )
}
