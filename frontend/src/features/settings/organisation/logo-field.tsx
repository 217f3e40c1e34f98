import { useCan } from '@/api/session'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { toast } from '@/ui/toast'
import classes from './organisation.module.css'
import { useChangeLogo } from './queries'

const MAX_BYTES = 2 * 1024 * 1024

/** Shows the logo; a new one is kept as soon as it is chosen. */
export function LogoField({ fileId }: { fileId: string | null }) {
  const t = useT()
  const can = useCan()
  const change = useChangeLogo()
  const keep = (file: File | null) =>
    change.mutate(file, {
      onSuccess: () =>
        toast({ message: t(file ? 'settings.organisation.logoSaved' : 'settings.organisation.logoRemoved') }),
    })
  return (
    <div className={classes.logo}>
      {fileId ? (
        <img
          className={classes.image}
          src={`/api/v1/files/${fileId}`}
          alt={t('settings.organisation.logo')}
        />
      ) : null}
      {can('settings:write') ? (
        <FileField
          label={t('settings.organisation.logo')}
          description={t('settings.organisation.logoHint')}
          accept="image/png,image/jpeg"
          maxBytes={MAX_BYTES}
          chosen={fileId ? t('settings.organisation.logo') : null}
          loading={change.isPending}
          onChoose={keep}
          onRemove={() => keep(null)}
        />
      ) : null}
      <InlineError error={change.error} />
    </div>
  )
}
