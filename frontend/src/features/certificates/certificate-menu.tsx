import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { ReissueDialog } from './reissue-dialog'
import { RevokeDialog } from './revoke-dialog'
import type { Certificate } from './types'

interface Props {
  certificate: Certificate
  onSend: (certificate: Certificate) => void
}

/** What can be done with one certificate: exactly what the API allows now. */
export function CertificateMenu({ certificate, onSend }: Props) {
  const t = useT()
  const [dialog, setDialog] = useState<'revoke' | 'reissue' | null>(null)
  const { id, number, allowedActions, verificationUrl } = certificate
  const may = (action: Certificate['allowedActions'][number]) => allowedActions.includes(action)
  if (allowedActions.length === 0 && !verificationUrl) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('certificates.actions.menu', { number })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('download') ? (
            <Menu.Item component="a" href={`/api/v1/certificates/${id}/document`} download>
              {t('certificates.actions.download')}
            </Menu.Item>
          ) : null}
          {may('send') ? (
            <Menu.Item onClick={() => onSend(certificate)}>{t('certificates.actions.send')}</Menu.Item>
          ) : null}
          {verificationUrl ? (
            <Menu.Item component="a" href={verificationUrl} target="_blank" rel="noreferrer">
              {t('certificates.actions.verify')}
            </Menu.Item>
          ) : null}
          {may('reissue') ? (
            <Menu.Item onClick={() => setDialog('reissue')}>{t('certificates.actions.reissue')}</Menu.Item>
          ) : null}
          {may('revoke') ? (
            <Menu.Item onClick={() => setDialog('revoke')}>{t('certificates.actions.revoke')}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <RevokeDialog certificate={certificate} opened={dialog === 'revoke'} onClose={() => setDialog(null)} />
      <ReissueDialog
        certificate={certificate}
        opened={dialog === 'reissue'}
        onClose={() => setDialog(null)}
      />
    </>
  )
}
