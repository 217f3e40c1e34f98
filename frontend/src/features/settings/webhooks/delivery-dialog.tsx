import { Modal } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { DeliveryDetails } from './delivery-details'

interface Props {
  title: string
  webhookId: string
  /** Null while the dialog is closed. */
  deliveryId: string | null
  mayReplay: boolean
  onClose: () => void
}

export function DeliveryDialog({ title, webhookId, deliveryId, mayReplay, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={deliveryId !== null}
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {deliveryId === null ? null : (
        <DeliveryDetails webhookId={webhookId} deliveryId={deliveryId} mayReplay={mayReplay} />
      )}
    </Modal>
  )
}
